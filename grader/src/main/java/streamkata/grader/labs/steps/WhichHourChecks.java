package streamkata.grader.labs.steps;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.steps.Small.fare;
import static streamkata.grader.labs.steps.Small.predicts;
import static streamkata.grader.labs.steps.Small.script;

import streamkata.grader.grading.Trial;
import streamkata.grader.labs.GradedCheck;

/** What the step which-hour is graded by. */
public class WhichHourChecks {

  @GradedCheck(
      points = 0,
      claim = "the count of each hour is predicted",
      lesson =
          "An hour emits when the watermark reaches its end. Until then each of its fares counts."
              + " After that its fares are dropped.")
  void counts(Trial trial) {
    assertThat(
        trial
            .play(
                script()
                    .emit(fare(1, 70, 7, "13:00:00.000"), fare(2, 70, 7, "14:00:00.000"))
                    .watermark(at("13:40:00"))
                    .emit(fare(3, 70, 7, "13:31:00"), fare(4, 70, 7, "13:59:59.999"))
                    .watermark(at("14:00:00"))
                    .look("14:00")
                    .emit(fare(5, 70, 7, "13:50:00"), fare(6, 70, 7, "14:10:00"))
                    .watermark(at("16:00:00"))
                    .look("16:00")
                    .emit(fare(7, 70, 7, "16:20:00"))
                    .watermark(at("18:00:00")))
            .results(),
        predicts(3, 2, 1));
  }
}
