package streamkata.grader.labs.longridealerts;

import static streamkata.grader.matchers.Emits.emits;

import java.util.List;
import java.util.stream.LongStream;
import streamkata.common.model.TaxiRide;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Fault;

/** What must come out, and why something else is wrong. */
final class Alerts {

  private Alerts() {}

  static Emits<Long> alertsAcross(Fault fault) {
    String event = fault.past();
    return emitsAlerts(List.of(1L, 2L, 5L, 7L))
        .because(
            (wanted, got) -> {
              if (got.size() > 1) {
                return "an alert that was rolled back must be emitted again, but only once";
              }
              long ride = got.isEmpty() ? wanted.get(0) : got.get(0);
              String reason =
                  switch ((int) ride) {
                    case 1 -> "its alert was rolled back and was not emitted again when ";
                    case 2, 5 -> "its START or its timer was lost when ";
                    case 3 -> "its END arrived again, but its START was no longer in state, when ";
                    case 4 -> "its START was lost or its timer was not deleted when ";
                    case 6 -> "its END, which waited for the START, was lost when ";
                    default -> "its START arrived again, but had no effect, when ";
                  };
              return reason + event;
            });
  }

  static Emits<Long> alertsFor(long... rideIds) {
    return alertsFor(LongStream.of(rideIds).boxed().toList());
  }

  static Emits<Long> alertsFor(List<Long> rideIds) {
    return emitsAlerts(rideIds)
        .because(
            (wanted, got) -> {
              if (got.isEmpty()) {
                return "it is already certain that this ride has no END within two hours";
              }
              return wanted.isEmpty()
                  ? "this ride is not long, or that is not certain yet"
                  : "a ride gives one alert only";
            });
  }

  static Emits<Long> alertsLikeTheOracle(List<TaxiRide> rides) {
    return alertsFor(LongRideAlertsOracle.alerts(rides));
  }

  private static Emits<Long> emitsAlerts(List<Long> rideIds) {
    return emits(rideIds, rideId -> "ride " + rideId, rideId -> "an alert");
  }
}
