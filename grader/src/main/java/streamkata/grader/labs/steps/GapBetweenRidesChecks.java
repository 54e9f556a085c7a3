package streamkata.grader.labs.steps;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.steps.Small.script;
import static streamkata.grader.labs.steps.Small.start;
import static streamkata.grader.matchers.Emits.emits;

import java.util.List;
import streamkata.common.lab.Steps.Gap;
import streamkata.grader.grading.Trial;
import streamkata.grader.labs.GradedCheck;

/** What the step gap-between-rides is graded by. */
public class GapBetweenRidesChecks {

  @GradedCheck(
      points = 0,
      claim =
          "each START of a driver, except the first, gives the minutes since the START before it",
      lesson =
          "value() is null for the first event of a driver. Store the start time of every event,"
              + " not only of the first.")
  void gaps(Trial trial) {
    List<Gap> gaps = List.of(new Gap(7, 25), new Gap(7, 40), new Gap(8, 90));

    assertThat(
        trial
            .play(
                script()
                    .emit(start(1, 70, 7, "13:00:00"))
                    .emit(start(2, 80, 8, "13:05:00"))
                    .emit(start(3, 70, 7, "13:25:00"))
                    .emit(start(4, 70, 7, "14:05:00"))
                    .emit(start(5, 80, 8, "14:35:00"))
                    .emit(start(6, 90, 9, "14:40:00")))
            .results(),
        emits(gaps, gap -> "driver " + gap.driverId(), gap -> gap.minutes() + " minutes")
            .because((wanted, got) -> wanted.isEmpty() ? "the first ride gives nothing" : ""));
  }
}
