package streamkata.grader.labs.expiringstate;

import static streamkata.grader.labs.PaidRides.end;
import static streamkata.grader.labs.PaidRides.fare;
import static streamkata.grader.labs.PaidRides.start;

import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.matchers.Components;

/**
 * What came out of one ride.
 *
 * @param rideId the ride
 * @param what {@code a pair of START and fare}, {@code an unmatched START} ...
 */
record Result(long rideId, String what) {

  static Result of(RideAndFare pair) {
    if (pair == null) {
      return null;
    }
    TaxiEvent some = pair.ride() == null ? pair.fare() : pair.ride();
    if (some == null) {
      return new Result(0, "a pair of null and null");
    }
    boolean isOne = pair.fare() == null || pair.fare().rideId() == some.rideId();
    return new Result(
        some.rideId(),
        "a pair of %s and %s%s"
            .formatted(
                name(pair.ride()),
                name(pair.fare()),
                isOne ? "" : " of ride " + pair.fare().rideId()));
  }

  static Result unmatched(TaxiEvent event) {
    return event == null ? null : new Result(event.rideId(), "an unmatched " + name(event));
  }

  private static String name(TaxiEvent event) {
    if (event instanceof TaxiFare fare) {
      return changed("fare", fare(fare.rideId()), fare);
    }
    if (event instanceof TaxiRide ride) {
      TaxiRide sent = ride.isStart() ? start(ride.rideId()) : end(ride.rideId());
      return changed(ride.isStart() ? "START" : "END", sent, ride);
    }
    return "null";
  }

  private static String changed(String name, Record sent, Record got) {
    return got.equals(sent) ? name : name + " with " + Components.differences(sent, got);
  }
}
