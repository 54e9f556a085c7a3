package streamkata.grader.grading;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.common.lab.Criterion;
import streamkata.common.lab.Lab;
import streamkata.common.lab.Labs;

/** The catalogue, the checks, the skeletons and the solutions belong together. */
class CatalogueTest {

  static List<Lab> labs() {
    return Labs.all();
  }

  @ParameterizedTest
  @MethodSource("labs")
  void every_criterion_of_a_lab_has_exactly_one_check(Lab lab) throws Exception {
    Class<?> test =
        Class.forName("streamkata.grader.labs." + lab.className().replaceAll("Job$", "") + "Test");
    List<String> checks =
        Arrays.stream(test.getDeclaredMethods())
            .map(method -> method.getAnnotation(Check.class))
            .filter(Objects::nonNull)
            .map(Check::value)
            .sorted()
            .toList();

    assertThat(test.getAnnotation(GradedLab.class).value(), is(lab.id()));
    assertThat(checks, is(equalTo(lab.criteria().stream().map(Criterion::id).sorted().toList())));
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

    assertThat(missing, is(List.of()));
  }

  @Test
  void the_course_is_worth_a_hundred_points() {
    assertThat(Labs.all().stream().mapToInt(Lab::points).sum(), is(100));
  }
}
