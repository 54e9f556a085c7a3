package streamkata.common.model;

/**
 * An event of a ride matches a rule.
 *
 * @param ruleId identifies the rule
 * @param rideId identifies the ride
 */
public record RuleMatch(long ruleId, long rideId) {}
