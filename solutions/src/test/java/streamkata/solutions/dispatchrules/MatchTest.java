package streamkata.solutions.dispatchrules;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;
import static streamkata.common.model.DispatchRule.Length.ANY;
import static streamkata.common.model.DispatchRule.Length.LONGER;
import static streamkata.common.model.DispatchRule.Length.SHORTER;

import java.util.List;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.DispatchRule.Length;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;
import streamkata.solutions.dispatchrules.DispatchRulesJob.Match;

/** The function alone, driven by Flink's operator test harness: no cluster, no network. */
class MatchTest {

  private static final long MINUTE = 60_000;

  private BroadcastOperatorTestHarness<TaxiRide, DispatchRule, RuleMatch> harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void an_event_matches_each_rule_that_is_active_once() throws Exception {
    receive(rule(1, 0, ANY, 0), rule(2, 3, ANY, 0), rule(3, 2, ANY, 0), rule(3, 2, ANY, 0));
    receive(ride(30));

    assertThat(
        harness.extractOutputValues(),
        containsInAnyOrder(new RuleMatch(1, 17), new RuleMatch(3, 17)));
  }

  @Test
  void a_version_replaces_the_one_before_and_a_withdrawal_removes_it() throws Exception {
    receive(rule(1, 0, ANY, 0), rule(1, 3, ANY, 0));
    receive(ride(30));
    receive(rule(1, 0, ANY, 0), DispatchRule.withdrawn(1, 0));
    receive(ride(30));

    assertThat(harness.extractOutputValues(), empty());
  }

  @Test
  void the_rules_come_back_from_a_snapshot() throws Exception {
    receive(rule(1, 0, ANY, 0));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness =
        new BroadcastOperatorTestHarness<>(
            new CoBroadcastWithNonKeyedOperator<>(new Match(), List.of(DispatchRulesJob.RULES)),
            1,
            1,
            0);
    harness.initializeState(snapshot);
    harness.open();
    receive(ride(30));

    assertThat(harness.extractOutputValues(), contains(new RuleMatch(1, 17)));
  }

  @Test
  void a_withdrawal_removes_by_id_and_does_nothing_else() throws Exception {
    BroadcastProcessFunction<TaxiRide, DispatchRule, RuleMatch>.Context context = mockContext();
    BroadcastState<Long, DispatchRule> state = mockState();
    when(context.getBroadcastState(DispatchRulesJob.RULES)).thenReturn(state);
    Collector<RuleMatch> out = mockCollector();

    new Match().processBroadcastElement(DispatchRule.withdrawn(4, 0), context, out);

    verify(state).remove(4L);
    verifyNoMoreInteractions(state, out);
  }

  @Test
  void a_duration_of_exactly_so_many_minutes_is_neither_longer_nor_shorter() {
    assertThat(DispatchRulesJob.matches(rule(1, 0, LONGER, 30), ride(30)), is(false));
    assertThat(DispatchRulesJob.matches(rule(1, 0, LONGER, 29), ride(30)), is(true));
    assertThat(DispatchRulesJob.matches(rule(1, 0, SHORTER, 30), ride(30)), is(false));
    assertThat(DispatchRulesJob.matches(rule(1, 0, SHORTER, 0), ride(-1)), is(true));
    assertThat(DispatchRulesJob.matches(rule(1, 0, LONGER, 36_000), ride(36_001)), is(true));
  }

  private void receive(DispatchRule... rules) throws Exception {
    for (DispatchRule rule : rules) {
      harness.processBroadcastElement(rule, rule.eventTime());
    }
  }

  private void receive(TaxiRide ride) throws Exception {
    harness.processElement(ride, ride.eventTime());
  }

  private static BroadcastOperatorTestHarness<TaxiRide, DispatchRule, RuleMatch> newHarness()
      throws Exception {
    return ProcessFunctionTestHarnesses.forBroadcastProcessFunction(
        new Match(), DispatchRulesJob.RULES);
  }

  @SuppressWarnings("unchecked")
  private static BroadcastProcessFunction<TaxiRide, DispatchRule, RuleMatch>.Context mockContext() {
    return mock(BroadcastProcessFunction.Context.class);
  }

  @SuppressWarnings("unchecked")
  private static BroadcastState<Long, DispatchRule> mockState() {
    return mock(BroadcastState.class);
  }

  @SuppressWarnings("unchecked")
  private static Collector<RuleMatch> mockCollector() {
    return mock(Collector.class);
  }

  /** An END of ride 17 with two passengers. */
  private static TaxiRide ride(int minutes) {
    return new TaxiRide(
        17, false, 0, minutes * MINUTE, -73.96, 40.78, -73.98, 40.75, 2, 2013000017L, 7);
  }

  private static DispatchRule rule(long id, int passengers, Length length, int minutes) {
    return new DispatchRule(id, true, List.of(), passengers, length, minutes, -MINUTE);
  }
}
