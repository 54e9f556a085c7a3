package streamkata.grader.labs.dispatchrules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.Event;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;

/** What the lab dispatch-rules must emit, computed without Flink. */
public final class DispatchRulesOracle {

  private static final long MINUTE = 60_000;

  private DispatchRulesOracle() {}

  /**
   * The matches.
   *
   * @param events START and END events and versions of rules, in the order in which the program
   *     receives them
   * @return one for each event and each rule that it matches
   */
  public static List<RuleMatch> matches(List<? extends Event> events) {
    Map<Long, DispatchRule> rules = new LinkedHashMap<>();
    List<RuleMatch> matches = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof DispatchRule rule) {
        rules.put(rule.ruleId(), rule);
      } else if (event instanceof TaxiRide ride) {
        rules.values().stream()
            .filter(rule -> obstacle(rule, ride).isEmpty())
            .forEach(rule -> matches.add(new RuleMatch(rule.ruleId(), ride.rideId())));
      }
    }
    return matches;
  }

  /** Why an event does not match a version of a rule; empty if it matches. */
  static Optional<String> obstacle(DispatchRule rule, TaxiRide ride) {
    if (!rule.isActive()) {
      return Optional.of("the rule is withdrawn");
    }
    if (ride.passengerCnt() < rule.minPassengers()) {
      return Optional.of("%s, not %d or more".formatted(passengers(ride), rule.minPassengers()));
    }
    if (ride.eventTime() < rule.sinceTime()) {
      return Optional.of(
          "%s is before %s"
              .formatted(Event.clock(ride.eventTime()), Event.clock(rule.sinceTime())));
    }
    if (!rule.cells().isEmpty() && !rule.cells().contains(cell(ride))) {
      return Optional.of("it is %s".formatted(place(ride)));
    }
    return switch (rule.length()) {
      case ANY -> Optional.empty();
      case LONGER -> obstacle(ride, millis(ride) > rule.minutes() * MINUTE);
      case SHORTER -> obstacle(ride, millis(ride) < rule.minutes() * MINUTE);
    };
  }

  private static Optional<String> obstacle(TaxiRide ride, boolean isAsLong) {
    if (ride.isStart()) {
      return Optional.of("a START has no duration");
    }
    return isAsLong ? Optional.empty() : Optional.of("it took " + duration(ride));
  }

  /** What conditions are about, in words. */
  static String facts(TaxiRide ride) {
    return "at %s, %s, %s%s"
        .formatted(
            Event.clock(ride.eventTime()),
            passengers(ride),
            place(ride),
            ride.isStart() ? "" : ", took " + duration(ride));
  }

  private static String duration(TaxiRide ride) {
    long millis = millis(ride);
    return millis % MINUTE == 0 ? millis / MINUTE + " minutes" : millis + " ms";
  }

  private static long millis(TaxiRide ride) {
    return ride.endTime() - ride.startTime();
  }

  private static String passengers(TaxiRide ride) {
    return ride.passengerCnt() == 1 ? "1 passenger" : ride.passengerCnt() + " passengers";
  }

  private static String place(TaxiRide ride) {
    return cell(ride) < 0 ? "outside NYC" : "in cell " + cell(ride);
  }

  /** Where the event is; -1 outside NYC. */
  private static int cell(TaxiRide ride) {
    double lon = ride.isStart() ? ride.startLon() : ride.endLon();
    double lat = ride.isStart() ? ride.startLat() : ride.endLat();
    return GeoUtils.isInNYC(lon, lat) ? GeoUtils.mapToGridCell(lon, lat) : -1;
  }
}
