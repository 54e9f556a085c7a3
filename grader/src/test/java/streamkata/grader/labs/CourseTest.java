package streamkata.grader.labs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Hint;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Rung;
import streamkata.grader.report.ResultsTable;
import streamkata.grader.wire.Contract;

/** The labs, their checks, the skeletons and the solutions belong together. */
class CourseTest {

  private static final Labs LABS = Course.ALL.labs();

  static List<Lab> labs() {
    return LABS.all();
  }

  static List<Lab> steps() {
    return Course.STEPS.labs().all();
  }

  @Test
  void every_step_is_before_a_lab() {
    Labs path = Course.PATH.labs();

    assertThat(path.graded(), is(LABS.all()));
    assertThat(path.all().stream().filter(Lab::isStep).toList(), is(steps()));
    assertThat(path.stepsBefore(LABS.byId("rides-and-fares")).size(), is(8));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void a_step_is_one_small_file_with_a_task_and_a_hint(Lab step) throws IOException {
    Kit kit = new Kit(Path.of(".."));
    List<String> skeleton = Files.readAllLines(kit.skeleton(step));

    assertThat(skeleton.size(), is(lessThanOrEqualTo(110)));
    assertThat(
        skeleton,
        hasItem("    if (true) throw new MissingSolutionException(); // delete this line"));
    assertThat(Hint.of(kit, step).size(), is(1));
    assertThat(Files.exists(kit.solution(step)), is(true));
    assertThat(Files.exists(Path.of("src/test/submissions", step.id(), "wrong")), is(true));
  }

  @Test
  void the_core_is_worth_a_hundred_points() {
    assertThat(Course.CORE.labs().all().stream().mapToInt(Lab::points).sum(), is(100));
  }

  @Test
  void a_lab_that_there_is_not_is_told_with_those_that_there_are() {
    Exception refused = assertThrows(IllegalArgumentException.class, () -> LABS.byId("sorting"));

    assertThat(
        refused.getMessage(),
        containsString(
            "There is no lab 'sorting'. The labs are: ride-cleansing, rides-and-fares,"));
  }

  @Test
  void no_two_checks_and_no_two_labs_have_the_same_name() {
    List<String> names =
        LABS.all().stream().flatMap(lab -> lab.checks().stream()).map(Check::name).toList();

    assertThat(new HashSet<>(names).size(), is(names.size()));
    assertThat(LABS.all().stream().map(Lab::id).distinct().count(), is((long) LABS.all().size()));
  }

  @ParameterizedTest
  @MethodSource("labs")
  void checks_are_read_as_their_annotations_say(Lab lab) {
    List<Method> methods =
        Stream.of(lab.checksClass().getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(GradedCheck.class))
            .toList();

    assertThat(lab.checks().size(), is(methods.size()));
    for (Method method : methods) {
      GradedCheck graded = method.getAnnotation(GradedCheck.class);
      String lesson = graded.lesson().isEmpty() ? graded.rung().lesson() : graded.lesson();
      Check expected =
          new Check(
              lab.id(),
              Check.idOf(method.getName()),
              graded.rung(),
              graded.points(),
              graded.claim(),
              lesson);
      assertThat(LABS.checkOf(method).orElseThrow(), is(equalTo(expected)));
    }
  }

  @ParameterizedTest
  @MethodSource("labs")
  void every_check_has_a_claim_a_lesson_and_points(Lab lab) {
    for (Check check : lab.checks()) {
      assertThat(check.claim(), is(not(containsString("."))));
      assertThat(check.claim().length(), is(greaterThan(10)));
      assertThat(check.lesson().length(), is(greaterThan(10)));
      assertThat(check.points(), is(greaterThan(0)));
    }
  }

  @ParameterizedTest
  @MethodSource("labs")
  void checks_stand_in_the_order_of_the_ladder(Lab lab) {
    List<Rung> rungs = lab.checks().stream().map(Check::rung).toList();

    assertThat(rungs, is(rungs.stream().sorted().toList()));
  }

  @ParameterizedTest
  @MethodSource("labs")
  void a_lab_has_all_its_files(Lab lab) {
    Path exercise = Path.of("../exercises/src/main/java/streamkata/exercises", lab.packageName());
    Path solution = Path.of("../solutions/src/main/java/streamkata/solutions", lab.packageName());
    List<Path> missing =
        Stream.of(
                exercise.resolve(lab.className() + ".java"),
                exercise.resolve("README.md"),
                exercise.resolve("HINTS.md"),
                solution.resolve(lab.className() + ".java"),
                solution.resolve("DISCUSSION.md"))
            .filter(Files::notExists)
            .toList();

    assertThat(missing, is(empty()));
  }

  @ParameterizedTest
  @MethodSource("labs")
  void an_ide_can_run_the_checks(Lab lab) throws Exception {
    Class<?> checks = lab.checksClass();
    Class<?> test = Class.forName(checks.getName().replaceAll("Checks$", "Test"));

    assertThat(test.getSuperclass(), is(equalTo(checks)));
  }

  @ParameterizedTest
  @MethodSource("labs")
  void a_contract_with_plain_arguments_has_a_picture_that_gives_them(Lab lab) {
    Contract contract = Contract.of(lab.contract());

    if (!Contract.argumentsOf(contract.pipeline()).isEmpty()) {
      assertThat(Course.ALL.picture(lab), is(not(instanceOf(ResultsTable.class))));
    }
  }
}
