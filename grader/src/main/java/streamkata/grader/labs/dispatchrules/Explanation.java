package streamkata.grader.labs.dispatchrules;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.Event;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;

/**
 * Why a ride matches a rule, or does not.
 *
 * @param events what the program receives, in this order
 */
record Explanation(List<? extends Event> events) {

  private static final String TWICE = "it came more than once";

  /** Copies the list. */
  Explanation {
    events = List.copyOf(events);
  }

  /** Of one rule and one ride, what is wrong with the matches that came. */
  String why(List<RuleMatch> wanted, List<RuleMatch> got) {
    boolean isMissing = wanted.size() > got.size();
    RuleMatch match = isMissing ? wanted.get(0) : got.get(0);
    Set<String> reasons = new LinkedHashSet<>();
    Map<Long, DispatchRule> rules = new HashMap<>();
    int arrived = 0;
    for (Event event : events) {
      if (event instanceof DispatchRule rule) {
        rules.put(rule.ruleId(), rule);
      } else if (event instanceof TaxiRide ride && ride.rideId() == match.rideId()) {
        arrived++;
        Optional<DispatchRule> version = Optional.ofNullable(rules.get(match.ruleId()));
        reason(ride, version, isMissing).ifPresent(reasons::add);
      }
    }
    if (reasons.isEmpty() || !isMissing && got.size() > arrived) {
      return isMissing ? "" : TWICE;
    }
    if (!isMissing && !wanted.isEmpty() && got.size() % wanted.size() == 0) {
      return TWICE + ", or " + String.join("; ", reasons);
    }
    int most = isMissing && got.isEmpty() ? 1 : reasons.size();
    return reasons.stream().limit(most).collect(Collectors.joining("; "));
  }

  private static Optional<String> reason(
      TaxiRide ride, Optional<DispatchRule> version, boolean isMissing) {
    Optional<String> obstacle =
        version
            .map(rule -> DispatchRulesOracle.obstacle(rule, ride))
            .orElse(Optional.of("there is no such rule yet"));
    String kind = ride.isStart() ? "START" : "END";
    if (isMissing) {
      return obstacle.isPresent()
          ? Optional.empty()
          : Optional.of(
              "its %s (%s) meets all of: %s"
                  .formatted(
                      kind, DispatchRulesOracle.facts(ride), version.orElseThrow().describe()));
    }
    return obstacle.map(text -> "its %s does not match: %s".formatted(kind, text));
  }
}
