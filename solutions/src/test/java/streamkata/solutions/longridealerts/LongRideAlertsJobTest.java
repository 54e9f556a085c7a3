package streamkata.solutions.longridealerts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import streamkata.common.model.TaxiRide;

/**
 * Tests the process function in an operator test harness: the test is the only source of records
 * and watermarks, so it can look at output, state and timers between any two of them.
 */
class LongRideAlertsJobTest {

  private static final long START = 1_357_045_643_000L;
  private static final long TWO_HOURS = 7_200_000;

  private KeyedOneInputStreamOperatorTestHarness<Long, TaxiRide, Long> harness;

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
  void a_ride_without_end_is_alerted_at_the_very_watermark() throws Exception {
    arrives(start(17));

    harness.processWatermark(START + TWO_HOURS - 1);
    assertThat(harness.extractOutputValues(), empty());

    harness.processWatermark(START + TWO_HOURS);
    assertThat(harness.extractOutputValues(), contains(17L));
    assertNothingLeft();
  }

  @Test
  void an_end_in_time_deletes_state_and_timer() throws Exception {
    arrives(start(17));
    assertThat(harness.numEventTimeTimers(), is(1));

    arrives(end(17, TWO_HOURS));

    assertNothingLeft();
    harness.processWatermark(Long.MAX_VALUE);
    assertThat(harness.extractOutputValues(), empty());
  }

  @Test
  void an_end_may_come_first() throws Exception {
    arrives(end(17, TWO_HOURS + 1));
    assertThat(harness.extractOutputValues(), empty());

    arrives(start(17));

    assertThat(harness.extractOutputValues(), contains(17L));
    assertNothingLeft();
  }

  @Test
  void an_end_whose_start_is_lost_is_forgotten_when_the_watermark_reaches_it() throws Exception {
    arrives(end(17, 600_000));
    assertThat(harness.numKeyedStateEntries(), is(1));

    harness.processWatermark(START + 600_000);

    assertThat(harness.extractOutputValues(), empty());
    assertNothingLeft();
  }

  @Test
  void an_end_before_the_time_of_its_start_waits_for_that_start() throws Exception {
    arrives(end(17, -600_000));
    harness.processWatermark(START - 1);
    assertThat(harness.numKeyedStateEntries(), is(1));

    arrives(start(17));

    assertNothingLeft();
    harness.processWatermark(Long.MAX_VALUE);
    assertThat(harness.extractOutputValues(), empty());
  }

  @Test
  void an_end_before_the_time_of_its_start_ends_a_ride_that_has_begun() throws Exception {
    arrives(start(17));
    arrives(end(17, -600_000));

    assertNothingLeft();
    harness.processWatermark(Long.MAX_VALUE);
    assertThat(harness.extractOutputValues(), empty());
  }

  @Test
  void an_end_before_the_time_of_its_lost_start_is_forgotten_at_that_time() throws Exception {
    arrives(end(17, -600_000));

    harness.processWatermark(START);

    assertThat(harness.extractOutputValues(), empty());
    assertNothingLeft();
  }

  @Test
  void an_end_after_the_alert_gives_no_second_one() throws Exception {
    arrives(start(17));
    harness.processWatermark(START + TWO_HOURS);
    arrives(end(17, 2 * TWO_HOURS));
    harness.processWatermark(START + 2 * TWO_HOURS);

    assertThat(harness.extractOutputValues(), contains(17L));
    assertNothingLeft();
  }

  @Test
  void state_and_timers_are_restored_from_a_snapshot() throws Exception {
    arrives(start(17));
    arrives(start(18));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = newHarness();
    harness.initializeState(snapshot);
    harness.open();
    arrives(end(18, 600_000));
    harness.processWatermark(START + TWO_HOURS);

    assertThat(harness.extractOutputValues(), contains(17L));
    assertNothingLeft();
  }

  private static KeyedOneInputStreamOperatorTestHarness<Long, TaxiRide, Long> newHarness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new LongRideAlertsJob.AlertWhenLong()),
        TaxiRide::rideId,
        Types.LONG);
  }

  private void arrives(TaxiRide ride) throws Exception {
    harness.processElement(ride, ride.eventTime());
  }

  private void assertNothingLeft() {
    assertThat("state", harness.numKeyedStateEntries(), is(0));
    assertThat("timers", harness.numEventTimeTimers(), is(0));
  }

  private static TaxiRide start(long rideId) {
    return new TaxiRide(rideId, true, START, 0, -73.98, 40.75, -73.78, 40.64, 1, 2, 3);
  }

  private static TaxiRide end(long rideId, long duration) {
    long end = START + duration;
    return new TaxiRide(rideId, false, START, end, -73.98, 40.75, -73.78, 40.64, 1, 2, 3);
  }
}
