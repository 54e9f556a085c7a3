package streamkata.grader.labs.steps;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.steps.Small.end;
import static streamkata.grader.labs.steps.Small.script;
import static streamkata.grader.labs.steps.Small.start;
import static streamkata.grader.matchers.Emits.emits;

import java.util.List;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Trial;
import streamkata.grader.labs.GradedCheck;

/** What the step first-green is graded by. */
public class FirstGreenChecks {

  @GradedCheck(
      points = 0,
      claim = "the START events are emitted, the END events are not",
      lesson =
          "A filter keeps an event if its condition is true. filter() returns another stream:"
              + " return that one.")
  void starts(Trial trial) {
    List<TaxiRide> starts = List.of(start(1, 70, 7, "13:00:00"), start(2, 80, 8, "13:05:00"));

    assertThat(
        trial
            .play(
                script()
                    .emit(starts.get(0), end(1, 70, 7, "13:00:00", 12), starts.get(1))
                    .emit(end(3, 80, 8, "13:10:00", 9)))
            .results(),
        emits(
            starts,
            ride -> (ride.isStart() ? "START of ride " : "END of ride ") + ride.rideId(),
            ride -> "the event"));
  }
}
