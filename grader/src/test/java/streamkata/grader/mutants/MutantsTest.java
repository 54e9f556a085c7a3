package streamkata.grader.mutants;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.Course;
import streamkata.grader.process.WarmStages;
import streamkata.grader.program.SourceCompiler;

/** A few mutants lose points; {@code mvn process-test-classes -Pmutants} plays all. */
class MutantsTest {

  private static final int OF_EACH_LAB = 3;
  private static final int LOADED = 300;

  private static List<Mutant> all;

  @BeforeAll
  static void makeAll() {
    try (SourceCompiler compiler = new SourceCompiler(System.getProperty("java.class.path"))) {
      all =
          Course.ALL.labs().all().stream()
              .flatMap(lab -> RightProgram.of(new Kit(Path.of("..")), lab, compiler).stream())
              .flatMap(program -> program.mutants().stream())
              .toList();
    }
  }

  @Test
  void each_has_a_key_of_its_own() {
    Set<String> keys = new HashSet<>();

    assertThat(all.stream().map(Mutant::key).filter(key -> !keys.add(key)).toList(), is(empty()));
  }

  @Test
  void the_listed_ones_exist() {
    Set<String> keys = all.stream().map(Mutant::key).collect(Collectors.toSet());

    assertThat(
        Equivalents.read().keys().stream().filter(key -> !keys.contains(key)).toList(),
        is(empty()));
  }

  @Test
  void they_can_be_loaded() throws Exception {
    for (Mutant mutant : shuffled(all).subList(0, LOADED)) {
      Loader loader = new Loader(mutant.classes());
      String name = mutant.file().replace(".class", "").replace('/', '.');
      try {
        Class.forName(name, true, loader);
      } catch (ExceptionInInitializerError e) {
        // It was verified before; a constant is none that there can be.
      }
    }
  }

  @Test
  void some_lose_a_point() throws Exception {
    Equivalents equivalents = Equivalents.read();
    List<Mutant> drawn = shuffled(all.stream().filter(m -> !equivalents.has(m)).toList());
    List<Mutant> some =
        Course.ALL.labs().all().stream()
            .flatMap(
                lab -> drawn.stream().filter(m -> m.program().lab().equals(lab)).limit(OF_EACH_LAB))
            .toList();

    List<Fate> fates = play(some);

    assertThat(
        fates.stream().filter(fate -> !fate.isKilled()).map(MutantTable::complaint).toList(),
        is(empty()));
  }

  @Test
  void a_value_in_a_field_is_not_in_the_checkpoint() throws Exception {
    List<Fate> fates =
        play(
            all.stream()
                .filter(mutant -> mutant.key().startsWith("rides-and-fares/RidesAndFaresJob "))
                .filter(mutant -> mutant.mutation().what().startsWith("a value for each key"))
                .toList());

    assertThat(fates, is(not(empty())));
    assertThat(
        fates.stream().map(fate -> fate.end().check().rung()).toList(),
        everyItem(is(Rung.STATE_HYGIENE)));
    assertThat(
        fates.stream().map(fate -> fate.end().verdict()).toList(), everyItem(is(Verdict.FAILED)));
  }

  /** In an order of its own for each mutant: another one more or less changes no other's place. */
  private static List<Mutant> shuffled(List<Mutant> mutants) {
    return mutants.stream()
        .sorted(Comparator.comparing(mutant -> new Random(mutant.key().hashCode()).nextLong()))
        .toList();
  }

  private static List<Fate> play(List<Mutant> mutants) throws InterruptedException {
    return new MutantRunner(WarmStages.TWO).play(mutants, fate -> {});
  }

  /** Prefers the classes of a mutant. */
  private static final class Loader extends ClassLoader {

    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(MutantsTest.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name.replace('.', '/') + ".class");
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
