package streamkata.grader.grading;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Awkward;
import streamkata.grader.labs.Trip;
import streamkata.grader.labs.Trip.Place;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;

class ShiftTest {

  private static final Place MUSEUM = new Place(-73.9631, 40.7795);
  private static final Place AIRPORT = new Place(-73.7822, 40.6441);
  private static final TaxiRide RIDE = Trip.trip(17, MUSEUM, AIRPORT).end();

  @Test
  void the_default_seed_moves_nothing() {
    assertThat(Shift.of(Selection.DEFAULT_SEED).moved(RIDE), is(equalTo(RIDE)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void what_is_moved_can_be_moved_back_to_the_last_digit(long seed) {
    Shift shift = Shift.of(seed);

    assertThat(shift.moved(RIDE), is(not(equalTo(RIDE))));
    assertThat(shift.back(List.of(shift.moved(RIDE))), contains(RIDE));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void distances_directions_hours_and_the_likeness_of_ids_stay(long seed) {
    Shift shift = Shift.of(seed);
    TaxiRide moved = moved(shift, 18);
    TaxiRide sameHash = moved(shift, Awkward.sameHash(18));
    TaxiRide twin = moved(shift, Awkward.twin(18));
    TaxiRide opposite = moved(shift, -18);

    assertThat(moved.endLon() - moved.startLon(), is(AIRPORT.lon() - MUSEUM.lon()));
    assertThat(
        cell(moved.startLon(), moved.startLat()) - cell(moved.endLon(), moved.endLat()),
        is(cell(MUSEUM.lon(), MUSEUM.lat()) - cell(AIRPORT.lon(), AIRPORT.lat())));
    assertThat(moved.startTime() % 3_600_000, is(Trip.SOME_TIME % 3_600_000));
    assertThat(Long.hashCode(sameHash.rideId()), is(Long.hashCode(moved.rideId())));
    assertThat(twin.rideId() - moved.rideId(), is(1L << 32));
    assertThat(opposite.rideId(), is(-moved.rideId()));
  }

  @Test
  void what_is_not_there_does_not_move() {
    TaxiRide start = Trip.trip(17, Awkward.NOWHERE, MUSEUM).inCab(0).start();
    TaxiRide moved = (TaxiRide) Shift.of(1).moved(start);

    assertThat(moved.endTime(), is(0L));
    assertThat(moved.startLon(), is(0.0));
    assertThat(moved.driverId(), is(0L));
  }

  @Test
  void places_stay_where_moving_them_would_move_the_edge_of_the_city() {
    Place edge = new Place(GeoUtils.LON_WEST, 40.7);
    TaxiRide ride = Trip.trip(17, edge, MUSEUM).start();
    Shift shift = Shift.of(1).in(Scenario.of(Script.script().emit(ride)));

    assertThat(((TaxiRide) shift.moved(ride)).startLon(), is(GeoUtils.LON_WEST));
  }

  @Test
  void times_stay_where_an_event_has_the_time_0() {
    Trip trip = Trip.trip(18, MUSEUM, AIRPORT).startingAt(0);
    Shift shift = Shift.of(1).in(Scenario.of(Script.script().emit(trip.start(), trip.end())));

    assertThat(((TaxiRide) shift.moved(trip.end())).endTime(), is(trip.end().endTime()));
  }

  @Test
  void results_are_moved_back_by_their_components() {
    Shift shift = new Shift(100, 10, 3_600_000, 0);

    assertThat(
        shift.back(
            List.of(new HourlyTip(7_200_000, 12, 3.5), new TravelTimePrediction(117, 13), 118L)),
        is(
            equalTo(
                List.of(new HourlyTip(3_600_000, 2, 3.5), new TravelTimePrediction(17, 13), 18L))));
  }

  private static TaxiRide moved(Shift shift, long rideId) {
    return (TaxiRide) shift.moved(Trip.trip(rideId, MUSEUM, AIRPORT).end());
  }

  private static int cell(double lon, double lat) {
    return GeoUtils.mapToGridCell(lon, lat);
  }
}
