package streamkata.grader.labs.steps;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.steps.Small.predicts;
import static streamkata.grader.labs.steps.Small.script;
import static streamkata.grader.labs.steps.Small.start;

import streamkata.grader.grading.Trial;
import streamkata.grader.labs.GradedCheck;

/** What the step ride-number is graded by. */
public class RideNumberChecks {

  @GradedCheck(
      points = 0,
      claim = "the five numbers are predicted",
      lesson = "Each driver has a separate number: state has one value for each key.")
  void numbers(Trial trial) {
    assertThat(
        trial
            .play(
                script()
                    .emit(start(1, 70, 7, "13:00:00"))
                    .emit(start(2, 80, 8, "13:05:00"))
                    .emit(start(3, 70, 7, "13:20:00"))
                    .emit(start(4, 70, 7, "13:40:00"))
                    .emit(start(5, 80, 8, "13:50:00")))
            .results(),
        predicts(1, 1, 2, 3, 2));
  }
}
