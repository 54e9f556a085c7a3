package streamkata.solutions.ridecleansing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.apache.flink.streaming.api.operators.StreamFilter;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import streamkata.common.model.TaxiRide;

/** A pure function is called; for what its operator passes on there is Flink's test harness. */
class RideCleansingFilterTest {

  @ParameterizedTest
  @CsvSource({
    "-73.9857, 40.7577, -73.7822, 40.6441, true",
    "-74.05,   40.5,    -73.7,    41.0,    true",
    "-74.0501, 40.7577, -73.7822, 40.6441, false",
    "-73.9857, 41.0001, -73.7822, 40.6441, false",
    "-73.9857, 40.7577, -73.6999, 40.6441, false",
    "-73.9857, 40.7577, -73.7822, 40.4999, false",
    "0,        0,       -73.7822, 40.6441, false",
    "-73.9857, 40.7577, NaN,      NaN,     false",
  })
  void a_ride_is_kept_if_both_ends_lie_in_nyc(
      double startLon, double startLat, double endLon, double endLat, boolean isKept) {
    assertThat(
        RideCleansingJob.isInNYC(ride(true, startLon, startLat, endLon, endLat)), is(isKept));
  }

  @Test
  void what_is_kept_is_passed_on_as_it_is() throws Exception {
    TaxiRide start = ride(true, -73.9857, 40.7577, -73.7822, 40.6441);
    TaxiRide end = ride(false, -73.9857, 40.7577, -73.7822, 40.6441);

    OneInputStreamOperatorTestHarness<TaxiRide, TaxiRide> harness =
        new OneInputStreamOperatorTestHarness<>(new StreamFilter<>(RideCleansingJob::isInNYC));
    harness.open();
    harness.processElement(start, start.eventTime());
    harness.processElement(ride(true, 0, 0, 0, 0), 0);
    harness.processElement(end, end.eventTime());
    harness.close();

    assertThat(harness.extractOutputValues(), contains(start, end));
  }

  private static TaxiRide ride(
      boolean isStart, double startLon, double startLat, double endLon, double endLat) {
    return new TaxiRide(
        17, isStart, 60_000, 0, startLon, startLat, endLon, endLat, 1, 2013000017L, 2013500017L);
  }
}
