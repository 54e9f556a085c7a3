package streamkata.grader.mutants;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import streamkata.common.model.TaxiFare;

/** What a class does that was changed at one place. */
class MutatorTest {

  private static final TaxiFare FARE = new TaxiFare(1, 2, 1L << 32, 1_999, "CRD", 1.25, 5, 10);

  /** What is changed. */
  static final class Sample {

    private Sample() {}

    static boolean isLong(long start, long end) {
      if (end - start > 7_200_000) {
        return true;
      }
      return false;
    }

    static boolean isEqual(Object one, Object other) {
      return one == other;
    }

    static List<String> cleared() {
      List<String> list = new ArrayList<>(List.of("waiting"));
      list.clear();
      return list;
    }

    static long taxi(TaxiFare fare) {
      return fare.taxiId();
    }

    static double tip(TaxiFare fare) {
      return fare.tip();
    }

    static long driver(TaxiFare fare) {
      return fare.driverId();
    }

    static long time(TaxiFare fare) {
      return fare.startTime();
    }

    static double quotient() {
      return divided(1, 4);
    }

    private static double divided(double one, double other) {
      return one / other;
    }

    /** Stands for that of a lab. */
    public static void main(String[] args) {
      cleared();
      System.gc();
    }

    static double greatest() {
      return Math.max(Double.NEGATIVE_INFINITY, -3);
    }
  }

  @Test
  void conditions_are_negated_met_always_or_never_and_their_boundary_is_moved() throws Exception {
    assertThat(
        ofCondition("isLong", 0L, 7_200_000L),
        containsInAnyOrder("negated", "boundary", "no jump"));
    assertThat(
        ofCondition("isLong", 0L, 7_200_001L), containsInAnyOrder("negated", "always a jump"));
    assertThat(ofCondition("isEqual", "a", "a"), containsInAnyOrder("negated", "always a jump"));
  }

  @Test
  void answers_are_negated() throws Exception {
    assertThat(answers("isEqual", Operator.ANSWER, "a", "a"), contains(false));
  }

  @Test
  void constants_change_by_one_or_by_a_factor() {
    assertThat(
        said("isLong", Operator.CONSTANT),
        hasItems("7200000 + 1", "7200000 - 1", "7200000 * 60", "7200000 * 1000", "0 becomes 1"));
    assertThat(said("greatest", Operator.CONSTANT), hasItems("-Infinity becomes 0"));
  }

  @Test
  void a_constant_that_is_changed_has_the_new_value() throws Exception {
    assertThat(
        answers("quotient", Operator.CONSTANT), hasItems((Object) (1 / 5.0), (1 / 240.0), 15.0));
  }

  @Test
  void numbers_are_cut() throws Exception {
    assertThat(answers("driver", Operator.CUT_RESULT, FARE), contains(0L));
    assertThat(answers("tip", Operator.CUT_RESULT, FARE), contains(1.0, 1.25));
    assertThat(answers("time", Operator.CUT_RESULT, FARE), contains(1_999L, 1_000L));
    assertThat(answers("divided", Operator.CUT, 1.0, 4.0), contains(0.0, 0.25));
  }

  @Test
  void calls_are_left_out() throws Exception {
    assertThat(answers("cleared", Operator.LEFT_OUT), contains(List.of("waiting")));
  }

  @Test
  void components_of_the_same_type_change_places() throws Exception {
    assertThat(answers("taxi", Operator.COMPONENT, FARE), contains(1L, 1L << 32, 1_999L));
    assertThat(answers("tip", Operator.COMPONENT, FARE), contains(5.0, 10.0));
  }

  @Test
  void arguments_change_places_and_plus_becomes_minus() throws Exception {
    assertThat(answers("quotient", Operator.ARGUMENTS), contains(4.0));
    assertThat(answers("divided", Operator.ARITHMETIC, 1.0, 4.0), contains(4.0));
  }

  @Test
  void the_smallest_is_taken_for_the_greatest() throws Exception {
    assertThat(answers("greatest", Operator.OTHER_CALL), contains(Double.NEGATIVE_INFINITY));
  }

  @Test
  void what_is_not_graded_does_not_change() {
    assertThat(said("main", Operator.LEFT_OUT), is(empty()));
  }

  /** The changes of the first condition with which the answer is another. */
  private static List<String> ofCondition(String method, Object... arguments) throws Exception {
    Object right = answer(original(), method, arguments);
    List<String> changing = new ArrayList<>();
    for (Mutation mutation : mutations(method, Operator.CONDITION).toList()) {
      if (!answer(Mutator.mutate(original(), mutation), method, arguments).equals(right)) {
        changing.add(mutation.what());
      }
    }
    return changing;
  }

  /** What the method answers after each of the changes. */
  private static List<Object> answers(String method, Operator operator, Object... arguments)
      throws Exception {
    List<Object> answers = new ArrayList<>();
    for (Mutation mutation : mutations(method, operator).toList()) {
      answers.add(answer(Mutator.mutate(original(), mutation), method, arguments));
    }
    return answers;
  }

  private static List<String> said(String method, Operator operator) {
    return mutations(method, operator).map(Mutation::what).toList();
  }

  private static Stream<Mutation> mutations(String method, Operator operator) {
    return Mutator.mutations(original()).stream()
        .filter(mutation -> mutation.method().equals("Sample." + method))
        .filter(mutation -> mutation.operator() == operator);
  }

  private static byte[] original() {
    String file = Sample.class.getName().replace('.', '/') + ".class";
    try (InputStream bytes = MutatorTest.class.getClassLoader().getResourceAsStream(file)) {
      return bytes.readAllBytes();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Object answer(byte[] classFile, String name, Object... arguments)
      throws Exception {
    Class<?> changed = new Loader().define(classFile);
    Method method =
        Stream.of(changed.getDeclaredMethods())
            .filter(candidate -> candidate.getName().equals(name))
            .findFirst()
            .orElseThrow();
    method.setAccessible(true);
    return method.invoke(null, arguments);
  }

  private static final class Loader extends ClassLoader {

    Loader() {
      super(MutatorTest.class.getClassLoader());
    }

    Class<?> define(byte[] classFile) {
      return defineClass(null, classFile, 0, classFile.length);
    }
  }
}
