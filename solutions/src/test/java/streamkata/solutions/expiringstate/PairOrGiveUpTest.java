package streamkata.solutions.expiringstate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.mockito.Answers.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.solutions.expiringstate.ExpiringStateJob.PairOrGiveUp;

/** The function alone, driven by Flink's operator test harness: no cluster, no network. */
class PairOrGiveUpTest {

  private KeyedTwoInputStreamOperatorTestHarness<Long, TaxiRide, TaxiFare, RideAndFare> harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void a_pair_leaves_neither_state_nor_timer() throws Exception {
    process(start(1, 5_000));
    assertThat(harness.numEventTimeTimers(), is(1));

    process(fare(1, 4_000));

    assertThat(
        harness.extractOutputValues(), contains(new RideAndFare(start(1, 5_000), fare(1, 4_000))));
    assertThat(harness.numEventTimeTimers(), is(0));
    assertThat(harness.numKeyedStateEntries(), is(0));
  }

  @Test
  void a_start_is_given_up_when_the_watermark_reaches_its_time() throws Exception {
    process(start(1, 5_000));

    watermark(4_999);
    assertThat(unmatched(ExpiringStateJob.UNMATCHED_RIDES), is(empty()));

    watermark(5_000);
    assertThat(unmatched(ExpiringStateJob.UNMATCHED_RIDES), contains(start(1, 5_000)));
    assertThat(harness.numKeyedStateEntries(), is(0));
  }

  @Test
  void a_late_fare_waits_for_the_next_watermark() throws Exception {
    watermark(9_000);
    process(fare(1, 5_000));
    assertThat(unmatched(ExpiringStateJob.UNMATCHED_FARES), is(empty()));

    watermark(9_001);
    assertThat(unmatched(ExpiringStateJob.UNMATCHED_FARES), contains(fare(1, 5_000)));
  }

  @Test
  void two_late_halves_are_a_pair_if_no_watermark_comes_between() throws Exception {
    watermark(9_000);
    process(fare(1, 5_000));
    process(start(1, 5_000));
    watermark(9_001);

    assertThat(
        harness.extractOutputValues(), contains(new RideAndFare(start(1, 5_000), fare(1, 5_000))));
    assertThat(unmatched(ExpiringStateJob.UNMATCHED_FARES), is(empty()));
  }

  @Test
  void each_half_waits_until_its_own_time_when_the_two_clocks_differ() throws Exception {
    process(start(1, 5_000));
    process(fare(2, 8_000));

    watermark(5_000);
    process(fare(1, 9_000));
    process(start(2, 4_000));
    assertThat(unmatched(ExpiringStateJob.UNMATCHED_RIDES), contains(start(1, 5_000)));
    assertThat(
        harness.extractOutputValues(), contains(new RideAndFare(start(2, 4_000), fare(2, 8_000))));

    watermark(8_999);
    assertThat(unmatched(ExpiringStateJob.UNMATCHED_FARES), is(empty()));
    watermark(9_000);
    assertThat(unmatched(ExpiringStateJob.UNMATCHED_FARES), contains(fare(1, 9_000)));
    assertThat(harness.numEventTimeTimers(), is(0));
    assertThat(harness.numKeyedStateEntries(), is(0));
  }

  @Test
  void a_start_whose_time_is_the_watermark_waits_for_the_next_one() throws Exception {
    watermark(5_000);
    process(start(1, 5_000));
    assertThat(unmatched(ExpiringStateJob.UNMATCHED_RIDES), is(empty()));

    watermark(5_001);
    assertThat(unmatched(ExpiringStateJob.UNMATCHED_RIDES), contains(start(1, 5_000)));
  }

  @Test
  void the_watermark_that_counts_is_the_smaller_one_of_both_inputs() throws Exception {
    process(start(1, 5_000));

    harness.processWatermark1(new Watermark(9_000));
    assertThat(unmatched(ExpiringStateJob.UNMATCHED_RIDES), is(empty()));

    harness.processWatermark2(new Watermark(5_000));
    assertThat(unmatched(ExpiringStateJob.UNMATCHED_RIDES), contains(start(1, 5_000)));
  }

  @Test
  void half_and_timer_are_in_the_snapshot_and_come_back() throws Exception {
    process(start(1, 5_000));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = newHarness();
    harness.initializeState(snapshot);
    harness.open();
    watermark(5_000);

    assertThat(unmatched(ExpiringStateJob.UNMATCHED_RIDES), contains(start(1, 5_000)));
  }

  /** With mocks, one can look at a single call: which timer is deleted. */
  @Test
  void the_timer_of_the_half_that_waited_is_deleted() throws Exception {
    @SuppressWarnings("unchecked")
    ValueState<Object> state = mock(ValueState.class);
    when(state.value()).thenReturn(fare(1, 4_000));
    RuntimeContext runtime = mock(RuntimeContext.class);
    when(runtime.getState(ArgumentMatchers.<ValueStateDescriptor<Object>>any())).thenReturn(state);
    KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare>.Context context =
        mock(RETURNS_DEEP_STUBS);
    @SuppressWarnings("unchecked")
    Collector<RideAndFare> out = mock(Collector.class);
    PairOrGiveUp function = new PairOrGiveUp();
    function.setRuntimeContext(runtime);
    function.open(null);

    function.processElement1(start(1, 5_000), context, out);

    verify(context.timerService()).deleteEventTimeTimer(4_000);
    verify(out).collect(new RideAndFare(start(1, 5_000), fare(1, 4_000)));
  }

  private static KeyedTwoInputStreamOperatorTestHarness<Long, TaxiRide, TaxiFare, RideAndFare>
      newHarness() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(new PairOrGiveUp()),
        TaxiRide::rideId,
        TaxiFare::rideId,
        Types.LONG);
  }

  private void process(TaxiRide ride) throws Exception {
    harness.processElement1(ride, ride.eventTime());
  }

  private void process(TaxiFare fare) throws Exception {
    harness.processElement2(fare, fare.eventTime());
  }

  private void watermark(long time) throws Exception {
    harness.processBothWatermarks(new Watermark(time));
  }

  private <T> List<T> unmatched(OutputTag<T> tag) {
    Queue<StreamRecord<T>> output = harness.getSideOutput(tag);
    return Stream.ofNullable(output).flatMap(Queue::stream).map(StreamRecord::getValue).toList();
  }

  private static TaxiRide start(long rideId, long time) {
    return new TaxiRide(
        rideId, true, time, 0, -73.98, 40.75, -73.78, 40.64, 1, 2013000001L, 2013500001L);
  }

  private static TaxiFare fare(long rideId, long time) {
    return new TaxiFare(rideId, 2013000001L, 2013500001L, time, "CRD", 2.15, 5.54, 20.04);
  }
}
