package streamkata.grader.labs.steps;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.steps.Small.fare;
import static streamkata.grader.labs.steps.Small.script;
import static streamkata.grader.labs.steps.Small.start;
import static streamkata.grader.matchers.Emits.emits;

import java.util.List;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Trial;
import streamkata.grader.labs.GradedCheck;

/** What the step paid-or-not is graded by. */
public class PaidOrNotChecks {

  @GradedCheck(
      points = 0,
      claim = "a fare whose START has arrived gives a pair",
      lesson =
          "Both streams need the ride id as key. In processElement2, value() is null if the START"
              + " has not arrived.")
  void paid(Trial trial) {
    TaxiRide ride = start(1, 70, 7, "13:00:00");
    TaxiRide other = start(2, 70, 7, "13:05:00");
    TaxiFare fare = fare(1, 70, 7, "13:00:00");

    assertThat(
        trial
            .play(
                script()
                    .emit(ride, other)
                    .look("both STARTs")
                    .emit(fare, fare(3, 80, 8, "13:10:00"))
                    .look("the fares")
                    .emit(start(3, 80, 8, "13:10:00")))
            .results(),
        emits(
            List.of(new RideAndFare(ride, fare)),
            pair -> "fare of ride " + pair.fare().rideId(),
            pair -> "with START " + (pair.ride() == null ? "null" : pair.ride().rideId())));
  }
}
