package streamkata.solutions.ridesandfares;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.InOrder;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.solutions.ridesandfares.RidesAndFaresJob.PairUp;

/** The function alone, driven by Flink's operator test harness: no cluster, no network. */
class PairUpTest {

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
  void a_start_waits_for_its_fare() throws Exception {
    harness.processElement1(start(1), 0);
    assertThat(harness.extractOutputValues(), is(empty()));

    harness.processElement2(fare(1), 0);
    assertThat(harness.extractOutputValues(), contains(new RideAndFare(start(1), fare(1))));
  }

  @Test
  void a_fare_waits_for_its_start() throws Exception {
    harness.processElement2(fare(1), 0);
    assertThat(harness.extractOutputValues(), is(empty()));

    harness.processElement1(start(1), 0);
    assertThat(harness.extractOutputValues(), contains(new RideAndFare(start(1), fare(1))));
  }

  @Test
  void a_half_waits_however_far_the_watermark_goes_and_however_late_its_partner_is()
      throws Exception {
    harness.processElement1(start(1), 0);
    harness.processBothWatermarks(new Watermark(Long.MAX_VALUE - 1));
    harness.processElement2(fare(1), 0);

    assertThat(harness.extractOutputValues(), contains(new RideAndFare(start(1), fare(1))));
    assertThat(harness.numKeyedStateEntries(), is(0));
  }

  @Test
  void ids_that_differ_in_their_upper_half_are_different_rides() throws Exception {
    harness.processElement1(start(1), 0);
    harness.processElement2(fare(1 + (1L << 32)), 0);
    harness.processElement2(fare(1L << 32), 0);

    assertThat(harness.extractOutputValues(), is(empty()));
  }

  @Test
  void only_halves_that_wait_are_in_state() throws Exception {
    harness.processElement1(start(1), 0);
    harness.processElement2(fare(2), 0);
    harness.processElement1(start(3), 0);
    assertThat(harness.numKeyedStateEntries(), is(3));

    harness.processElement2(fare(1), 0);
    harness.processElement1(start(2), 0);
    assertThat(harness.numKeyedStateEntries(), is(1));
  }

  @Test
  void a_half_that_waits_is_in_the_snapshot_and_comes_back() throws Exception {
    harness.processElement1(start(1), 0);
    harness.processElement2(fare(2), 0);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = newHarness();
    harness.initializeState(snapshot);
    harness.open();
    harness.processElement2(fare(1), 0);
    harness.processElement1(start(2), 0);

    assertThat(
        harness.extractOutputValues(),
        contains(new RideAndFare(start(1), fare(1)), new RideAndFare(start(2), fare(2))));
  }

  /** With mocks, one can look at what no output shows: the order of the calls. */
  @Test
  void the_half_that_waited_is_cleared_before_the_pair_goes_on() throws Exception {
    @SuppressWarnings("unchecked")
    ValueState<Object> state = mock(ValueState.class);
    when(state.value()).thenReturn(fare(1));
    RuntimeContext context = mock(RuntimeContext.class);
    when(context.getState(ArgumentMatchers.<ValueStateDescriptor<Object>>any())).thenReturn(state);
    @SuppressWarnings("unchecked")
    Collector<RideAndFare> out = mock(Collector.class);
    PairUp function = new PairUp();
    function.setRuntimeContext(context);
    function.open(null);

    function.processElement1(start(1), null, out);

    InOrder calls = inOrder(state, out);
    calls.verify(state).clear();
    calls.verify(out).collect(new RideAndFare(start(1), fare(1)));
    calls.verifyNoMoreInteractions();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<Long, TaxiRide, TaxiFare, RideAndFare>
      newHarness() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(new PairUp()), TaxiRide::rideId, TaxiFare::rideId, Types.LONG);
  }

  private static TaxiRide start(long rideId) {
    return new TaxiRide(
        rideId, true, 0, 0, -73.98, 40.75, -73.78, 40.64, 1, 2013000001L, 2013500001L);
  }

  private static TaxiFare fare(long rideId) {
    return new TaxiFare(rideId, 2013000001L, 2013500001L, 0, "CRD", 2.15, 5.54, 20.04);
  }
}
