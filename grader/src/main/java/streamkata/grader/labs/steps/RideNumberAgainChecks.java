package streamkata.grader.labs.steps;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.steps.Small.rides;
import static streamkata.grader.labs.steps.Small.script;
import static streamkata.grader.labs.steps.Small.start;
import static streamkata.grader.matchers.Emits.emits;

import java.util.List;
import streamkata.common.lab.Steps.TaxiCount;
import streamkata.grader.grading.Trial;
import streamkata.grader.labs.GradedCheck;

/** What the step ride-number-again is graded by. */
public class RideNumberAgainChecks {

  @GradedCheck(
      points = 0,
      claim = "the rides of each taxi are counted",
      lesson = "open() gets the state, update() stores the new number for the current key.")
  void numbers(Trial trial) {
    List<TaxiCount> counts =
        List.of(new TaxiCount(70, 1), new TaxiCount(80, 1), new TaxiCount(70, 2));

    assertThat(
        trial
            .play(
                script()
                    .emit(start(1, 70, 7, "13:00:00"))
                    .emit(start(2, 80, 8, "13:05:00"))
                    .emit(start(3, 70, 9, "13:20:00")))
            .results(),
        emits(counts, count -> "taxi " + count.taxiId(), count -> rides(count.rides())));
  }
}
