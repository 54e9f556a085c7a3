package streamkata.grader.labs.steps;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.steps.Small.end;
import static streamkata.grader.labs.steps.Small.script;
import static streamkata.grader.matchers.Emits.emits;

import java.util.List;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Scenario;

/** What the step longest-ride is graded by. */
public class LongestRideChecks {

  private static final List<TaxiRide> ENDS =
      List.of(
          end(1, 70, 7, "13:00:00", 12),
          end(2, 80, 8, "13:05:00", 30),
          end(3, 80, 7, "13:20:00", 9),
          end(4, 70, 7, "13:40:00", 20),
          end(5, 70, 8, "13:50:00", 10));

  private static final List<TaxiRide> LONGEST =
      List.of(ENDS.get(0), ENDS.get(1), ENDS.get(0), ENDS.get(3), ENDS.get(1));

  @GradedCheck(
      points = 0,
      claim = "for each END event, the longest ride of its driver so far is emitted",
      lesson = "All rides with the same key are compared with each other. Which field is the key?")
  void longest(Trial trial) {
    assertThat(trial.play(script().emit(ENDS)).results(), longestRides());
  }

  @GradedCheck(
      rung = Rung.PARALLELISM,
      points = 0,
      claim = "the same rides are emitted with four instances")
  void parallelism(Trial trial) {
    assertThat(
        trial
            .play(Scenario.of(script().emit(ENDS)).inOrderBy(event -> "all").atParallelism(4))
            .results(),
        longestRides());
  }

  private static Emits<TaxiRide> longestRides() {
    return emits(LONGEST, ride -> "driver " + ride.driverId(), ride -> "ride " + ride.rideId());
  }
}
