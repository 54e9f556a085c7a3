package streamkata.common.lab;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;

/** The contract of the lab dispatch-rules: state that every instance needs. */
public interface DispatchRulesLab {

  /**
   * Tells which events match which rules, while the rules change.
   *
   * <ul>
   *   <li>For each START and each END, and for each active rule that it matches, one result is
   *       emitted at once. Each event is decided alone, without the other events of its ride. An
   *       event that arrives twice matches twice.
   *   <li>What counts for a rule is the version that was received last before the event. If it is
   *       withdrawn, or if none was received, the rule matches nothing. A version that comes twice
   *       is like one that comes once.
   *   <li>A version never matches an event that was received before it, at any event time.
   *   <li>An event matches a version if it meets all of its conditions. The place of a START is
   *       where the ride starts, that of an END is where it ends; a place outside NYC is in no
   *       cell. The duration is the end time minus the start time, to the millisecond, and can be 0
   *       or negative. Only an END has a duration: a START never matches a rule that asks for one.
   *       An event whose time is exactly the time since when the rule holds matches.
   *   <li>Watermarks play no part, and neither does the time at which a rule was received.
   *   <li>Versions of one rule are received in the order in which they are valid: they all come
   *       through one instance of the input. Nothing is known about the order of different rules,
   *       and another instance can receive them in another order.
   *   <li>Of a rule that is withdrawn, and of an older version, nothing is left in state. Nothing
   *       of an event is kept.
   * </ul>
   *
   * @param rides START and END events, in any order
   * @param rules new versions of rules, withdrawals among them
   * @return the matches, in any order
   */
  DataStream<RuleMatch> match(DataStream<TaxiRide> rides, DataStream<DispatchRule> rules);
}
