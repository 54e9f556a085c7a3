package streamkata.solutions.traveltime;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;
import streamkata.common.prediction.TravelTimePredictionModel;
import streamkata.solutions.traveltime.TravelTimePredictionJob.PredictAndLearn;

/** The function alone, driven by Flink's operator test harness: no cluster, no network. */
class PredictAndLearnTest {

  private static final double LON = -73.98;
  private static final double LAT = 40.75;
  private static final double KM = 1 / 111.195;

  private KeyedOneInputStreamOperatorTestHarness<Integer, TaxiRide, TravelTimePrediction> harness;

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
  void a_start_gets_minus_one_while_nothing_is_known() throws Exception {
    process(start(1, 2));

    assertThat(harness.extractOutputValues(), contains(new TravelTimePrediction(1, -1)));
  }

  @Test
  void an_end_emits_nothing() throws Exception {
    process(end(1, 2, 10));

    assertThat(harness.extractOutputValues(), is(empty()));
  }

  @Test
  void a_start_gets_what_the_ends_before_it_have_taught() throws Exception {
    process(end(1, 2, 10), end(2, 4, 16), start(3, 3));

    assertThat(harness.extractOutputValues(), contains(new TravelTimePrediction(3, 13)));
  }

  @Test
  void fractions_of_minutes_count() throws Exception {
    process(end(1, 2, Duration.ofSeconds(150)), end(2, 4, Duration.ofSeconds(330)), start(3, 3));

    assertThat(harness.extractOutputValues(), contains(new TravelTimePrediction(3, 4)));
  }

  @Test
  void a_ride_that_ends_before_it_starts_teaches_nothing() throws Exception {
    process(end(1, 2, 10), end(2, 4, 16), end(3, 6, -10), start(4, 3));

    assertThat(harness.extractOutputValues(), contains(new TravelTimePrediction(4, 13)));
  }

  @Test
  void rides_with_an_end_outside_nyc_are_dropped_and_leave_no_state() throws Exception {
    double far = 40;
    process(start(1, far), end(2, far, 10), end(3, -far, 10), from(2, Double.NaN), from(3, 0));

    assertThat(harness.extractOutputValues(), is(empty()));
    assertThat(harness.numKeyedStateEntries(), is(0));
  }

  @Test
  void there_is_one_piece_of_state_for_each_destination() throws Exception {
    process(end(1, 2, 10), end(2, 4, 16), moved(end(3, 2, 10)));

    assertThat(harness.numKeyedStateEntries(), is(2));
  }

  @Test
  void what_was_learned_before_a_snapshot_is_known_after_it_is_restored() throws Exception {
    process(end(1, 2, 10), end(2, 4, 16));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = newHarness();
    harness.initializeState(snapshot);
    harness.open();
    process(start(3, 3));

    assertThat(harness.extractOutputValues(), contains(new TravelTimePrediction(3, 13)));
  }

  /** With mocks, one can look at what no output shows: that the state is written. */
  @Test
  void an_end_puts_the_refined_model_back_into_the_state() throws Exception {
    @SuppressWarnings("unchecked")
    ValueState<TravelTimePredictionModel> state = mock(ValueState.class);
    @SuppressWarnings("unchecked")
    Collector<TravelTimePrediction> out = mock(Collector.class);
    RuntimeContext context = mock(RuntimeContext.class);
    when(context.getState(ArgumentMatchers.<ValueStateDescriptor<TravelTimePredictionModel>>any()))
        .thenReturn(state);
    PredictAndLearn function = new PredictAndLearn();
    function.setRuntimeContext(context);
    function.open(null);

    function.processElement(end(1, 2, 10), null, out);

    verify(state).update(any(TravelTimePredictionModel.class));
    verify(out, never()).collect(any());
  }

  private static KeyedOneInputStreamOperatorTestHarness<Integer, TaxiRide, TravelTimePrediction>
      newHarness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new PredictAndLearn()),
        TravelTimePredictionJob::destinationCell,
        Types.INT);
  }

  private void process(TaxiRide... rides) throws Exception {
    for (TaxiRide ride : rides) {
      harness.processElement(ride, ride.eventTime());
    }
  }

  private static TaxiRide start(long rideId, double km) {
    return ride(rideId, true, km, 0);
  }

  private static TaxiRide end(long rideId, double km, int minutes) {
    return end(rideId, km, Duration.ofMinutes(minutes));
  }

  private static TaxiRide end(long rideId, double km, Duration duration) {
    return ride(rideId, false, km, duration.toMillis());
  }

  /** An END at a place that is in NYC, of a ride whose meter did not know where it began. */
  private static TaxiRide from(long rideId, double nowhere) {
    return new TaxiRide(rideId, false, 0, 600_000, nowhere, nowhere, LON, LAT, 1, 2, 3);
  }

  private static TaxiRide ride(long rideId, boolean isStart, double km, long endTime) {
    return new TaxiRide(
        rideId, isStart, 0, endTime, LON, LAT - km * KM, LON, LAT, 1, 2013000001L, 2013500001L);
  }

  private static TaxiRide moved(TaxiRide ride) {
    double east = 10 * GeoUtils.CELL_WIDTH;
    return new TaxiRide(
        ride.rideId(),
        ride.isStart(),
        ride.startTime(),
        ride.endTime(),
        ride.startLon() + east,
        ride.startLat(),
        ride.endLon() + east,
        ride.endLat(),
        ride.passengerCnt(),
        ride.taxiId(),
        ride.driverId());
  }
}
