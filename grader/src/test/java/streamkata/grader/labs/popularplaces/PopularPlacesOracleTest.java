package streamkata.grader.labs.popularplaces;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static streamkata.grader.labs.Trip.at;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.Trip;
import streamkata.grader.labs.Trip.Place;

class PopularPlacesOracleTest {

  /** The centres of the north-western cell and of the next one to the east. */
  private static final Place CORNER = new Place(-74.0493, 40.999375);

  private static final Place NEXT = new Place(-74.0479, 40.999375);
  private static final Place FAR = new Place(-73.8, 40.6);

  @Test
  void no_rides_give_nothing() {
    assertThat(PopularPlacesOracle.places(List.of(), 1), empty());
  }

  @Test
  void an_event_at_a_full_five_minutes_is_in_the_three_windows_that_end_later() {
    assertThat(
        PopularPlacesOracle.places(List.of(start(CORNER, FAR, "13:05:00")), 1),
        contains(
            place(CORNER, "13:10:00", true, 1),
            place(CORNER, "13:15:00", true, 1),
            place(CORNER, "13:20:00", true, 1)));
  }

  @Test
  void an_event_just_before_is_in_the_window_that_ends_then() {
    assertThat(
        PopularPlacesOracle.places(List.of(start(CORNER, FAR, "13:04:59.999")), 1),
        contains(
            place(CORNER, "13:05:00", true, 1),
            place(CORNER, "13:10:00", true, 1),
            place(CORNER, "13:15:00", true, 1)));
  }

  @Test
  void only_counts_of_at_least_the_threshold_come_out() {
    assertThat(
        PopularPlacesOracle.places(
            List.of(
                start(CORNER, FAR, "13:01:00"),
                start(CORNER, FAR, "13:11:00"),
                start(NEXT, FAR, "13:12:00"),
                end(FAR, CORNER, "13:12:00")),
            2),
        contains(place(CORNER, "13:15:00", true, 2)));
  }

  @Test
  void an_end_counts_where_and_when_it_ends() {
    assertThat(
        PopularPlacesOracle.places(
            List.of(end(FAR, CORNER, "13:01:00"), end(FAR, CORNER, "13:12:00")), 2),
        contains(place(CORNER, "13:15:00", false, 2)));
  }

  @Test
  void a_ride_with_one_end_outside_nyc_does_not_count() {
    Place newark = new Place(-74.1745, 40.7);
    assertThat(
        PopularPlacesOracle.places(
            List.of(
                start(CORNER, newark, "13:01:00"),
                end(newark, CORNER, "13:01:00"),
                start(newark, CORNER, "13:01:00")),
            1),
        empty());
  }

  private static TaxiRide start(Place from, Place to, String time) {
    return Trip.trip(1, from, to).startingAt(at(time)).start();
  }

  private static TaxiRide end(Place from, Place to, String time) {
    Duration length = Duration.ofMinutes(40);
    return Trip.trip(1, from, to).startingAt(at(time) - length.toMillis()).lasting(length).end();
  }

  private static PopularPlace place(Place place, String windowEnd, boolean isStart, int count) {
    int cell = place == CORNER ? 0 : 1;
    return new PopularPlace(
        GeoUtils.getGridCellCenterLon(cell),
        GeoUtils.getGridCellCenterLat(cell),
        at(windowEnd),
        isStart,
        count);
  }
}
