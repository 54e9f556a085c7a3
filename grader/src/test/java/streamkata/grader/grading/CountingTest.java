package streamkata.grader.grading;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;

/** Which labs make up the points of a grade. */
class CountingTest {

  private static final Labs LABS = Course.PATH.labs();
  private static final Lab MORE = Course.MORE.labs().all().get(0);
  private static final int ALL_MORE = Course.MORE.labs().all().stream().mapToInt(Lab::points).sum();
  private static final Lab FIRST = LABS.byId("ride-cleansing");

  @Test
  void where_no_lab_is_named_the_core_counts_and_all_are_graded() throws Exception {
    Grade grade = graded("");

    assertThat(grade.labs().stream().map(LabGrade::lab).toList(), is(LABS.graded()));
    assertThat(grade.possible(), is(100));
    assertThat(grade.points(), is(100));
    assertThat(
        grade.sum(),
        is("100 of 100 points. Second course: %1$d of %1$d points.".formatted(ALL_MORE)));
    assertThat(
        grade.courses().stream().map(CourseGrade::possible).toList(), is(List.of(100, ALL_MORE)));
    assertThat(GradeJson.grade(GradeJson.tree(grade), LABS).sum(), is(grade.sum()));
  }

  @Test
  void what_is_not_begun_beside_the_core_is_not_told() {
    Grade grade = graded("");
    for (Lab lab : Course.MORE.labs().all()) {
      grade = with(grade, lab, Verdict.NOT_STARTED);
    }

    assertThat(grade.sum(), is("100 of 100 points."));
  }

  @Test
  void what_is_wrong_beside_the_core_fails_a_build_too() {
    assertThat(
        with(graded(""), MORE, Verdict.FAILED).complaint().orElseThrow(),
        containsString(
            "100 of 100 points. Second course: %d of %d points. Checks failed: "
                .formatted(ALL_MORE - MORE.points(), ALL_MORE)));
  }

  @Test
  void a_lab_that_is_named_counts_whatever_its_course() {
    int both = FIRST.points() + MORE.points();

    assertThat(graded(MORE.id()).sum(), is("%1$d of %1$d points.".formatted(MORE.points())));
    assertThat(
        graded(FIRST.id() + "," + MORE.id()).sum(), is("%1$d of %1$d points.".formatted(both)));
    assertThat(Grade.of(selection("").only(MORE::equals)).possible(), is(MORE.points()));
  }

  private static Grade graded(String named) {
    Grade grade = Grade.of(selection(named));
    for (LabGrade lab : grade.labs()) {
      grade = with(grade, lab.lab(), Verdict.PASSED);
    }
    return grade;
  }

  private static Grade with(Grade grade, Lab lab, Verdict verdict) {
    Grade result = grade;
    for (Check check : lab.checks()) {
      result = result.with(CheckResult.of(check, verdict, Duration.ZERO));
    }
    return result;
  }

  private static Selection selection(String named) {
    return Selection.from(
        new Kit(Path.of("..")),
        LABS,
        name -> Optional.of(named).filter(any -> name.equals("kata.lab")));
  }
}
