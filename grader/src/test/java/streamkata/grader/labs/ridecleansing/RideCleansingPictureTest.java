package streamkata.grader.labs.ridecleansing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.ridecleansing.RideCleansingPicture.Pickups;
import streamkata.grader.report.GridMap.Place;

/** The numbers behind the picture. */
class RideCleansingPictureTest {

  private static final long NOON = Instant.parse("2013-01-01T12:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;

  private static final Place SQUARE = new Place(-73.985, 40.758);
  private static final Place PARK = new Place(-73.97, 40.78);
  private static final Place NEWARK = new Place(-74.17, 40.69);
  private static final int SQUARE_CELL = GeoUtils.mapToGridCell(SQUARE.lon(), SQUARE.lat());

  @Test
  void kept_and_dropped_pickups_are_counted_by_place() {
    TaxiRide kept = start(1, NOON, SQUARE);
    TaxiRide keptToo = start(2, NOON, SQUARE);
    TaxiRide dropped = start(3, NOON, PARK);
    TaxiRide away = start(4, NOON, NEWARK);
    TaxiRide wronglyKept = start(5, NOON, NEWARK);
    TaxiRide end = end(kept, NOON + MINUTE);

    Pickups pickups =
        Pickups.of(
            List.of(kept, keptToo, dropped, away, wronglyKept, end),
            List.of(kept, keptToo, wronglyKept));

    assertThat(pickups, is(new Pickups(Map.of(SQUARE_CELL, 2), List.of(PARK), 1, 1)));
    assertThat(pickups.keptInCity(), is(2));
  }

  private static TaxiRide start(long id, long time, Place place) {
    return new TaxiRide(
        id, true, time, 0, place.lon(), place.lat(), PARK.lon(), PARK.lat(), 1, 20, 30);
  }

  private static TaxiRide end(TaxiRide start, long time) {
    return new TaxiRide(
        start.rideId(),
        false,
        start.startTime(),
        time,
        start.startLon(),
        start.startLat(),
        start.endLon(),
        start.endLat(),
        1,
        20,
        30);
  }
}
