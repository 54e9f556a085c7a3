package streamkata.grader.labs.dispatchrules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            .filter(rule -> isMet(rule, ride))
            .forEach(rule -> matches.add(new RuleMatch(rule.ruleId(), ride.rideId())));
      }
    }
    return matches;
  }

  private static boolean isMet(DispatchRule rule, TaxiRide ride) {
    return rule.isActive()
        && rule.minPassengers() <= ride.passengerCnt()
        && rule.sinceTime() <= ride.eventTime()
        && (rule.cells().isEmpty() || rule.cells().contains(cell(ride)))
        && switch (rule.length()) {
          case ANY -> true;
          case LONGER ->
              !ride.isStart() && ride.endTime() > ride.startTime() + rule.minutes() * MINUTE;
          case SHORTER ->
              !ride.isStart() && ride.endTime() < ride.startTime() + rule.minutes() * MINUTE;
        };
  }

  /** Where the event is; -1 outside NYC. */
  private static int cell(TaxiRide ride) {
    double lon = ride.isStart() ? ride.startLon() : ride.endLon();
    double lat = ride.isStart() ? ride.startLat() : ride.endLat();
    return GeoUtils.isInNYC(lon, lat) ? GeoUtils.mapToGridCell(lon, lat) : -1;
  }
}
