package streamkata.grader.grading;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;

/** What is scored is the catalogue, not the checks that happened to run. */
class GradeTest {

  private static final Labs LABS = Course.CORE.labs();

  private static final Lab LAB = LABS.byId("travel-time-prediction");

  private final Decisions decisions = new Decisions();

  @Test
  void a_check_that_was_not_reached_scores_zero_and_is_counted() {
    LAB.checks().stream()
        .skip(1)
        .forEach(check -> decisions.put(CheckResult.of(check, Verdict.PASSED, Duration.ZERO)));
    Grade grade = decisions.grade(selection(Map.of()));

    assertThat(grade.points(), is(LAB.points() - LAB.checks().get(0).points()));
    assertThat(
        grade.complaint().orElse(""),
        containsString("Checks not reached: travel-time-prediction 1"));
  }

  @Test
  void a_check_that_was_not_reached_is_named_in_the_table() {
    assertThat(
        ScoreTable.of(decisions.grade(selection(Map.of())), LABS), containsString("not reached"));
  }

  @Test
  void an_untouched_lab_scores_zero_without_a_complaint() {
    decideAll(Verdict.NOT_STARTED);
    Grade grade = decisions.grade(selection(Map.of()));

    assertThat(grade.points(), is(0));
    assertThat(grade.complaint(), is(Optional.empty()));
  }

  @Test
  void an_untouched_lab_is_a_complaint_when_grading_is_strict() {
    decideAll(Verdict.NOT_STARTED);

    assertThat(
        decisions.grade(selection(Map.of("kata.strict", "true"))).complaint().orElse(""),
        containsString("not started: travel-time-prediction"));
  }

  @Test
  void an_untouched_lab_names_the_file_and_the_line_to_open() {
    decideAll(Verdict.NOT_STARTED);

    assertThat(
        decisions.grade(selection(Map.of())).next().orElse(""),
        containsString(
            "exercises/src/main/java/streamkata/exercises/traveltime/TravelTimePredictionJob.java:"));
  }

  @Test
  void a_failed_check_is_a_complaint() {
    decideAll(Verdict.FAILED);

    assertThat(
        decisions.grade(selection(Map.of())).complaint().orElse(""),
        containsString("0 of 20 points"));
  }

  private void decideAll(Verdict verdict) {
    for (Check check : LAB.checks()) {
      decisions.put(CheckResult.of(check, verdict, Duration.ZERO));
    }
  }

  private static Selection selection(Map<String, String> properties) {
    return Selection.from(
        LABS,
        name ->
            name.equals("kata.lab")
                ? Optional.of(LAB.id())
                : Optional.ofNullable(properties.get(name)));
  }
}
