package streamkata.grader.labs.longridealerts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.longridealerts.LongRideAlertsPicture.Alerted;
import streamkata.grader.labs.longridealerts.LongRideAlertsPicture.Alerts;
import streamkata.grader.report.GridMap.Place;
import streamkata.grader.report.Timeline;

/** The numbers behind the picture. */
class LongRideAlertsPictureTest {

  private static final long NOON = Instant.parse("2013-01-01T12:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private static final Place SQUARE = new Place(-73.985, 40.758);
  private static final Place PARK = new Place(-73.97, 40.78);

  private static final Timeline AFTERNOON = new Timeline(NOON, Duration.ofHours(1), 3);

  @Test
  void alerts_are_dated_by_the_look_that_found_them() {
    TaxiRide longRide = start(1, NOON, SQUARE);
    TaxiRide shortRide = start(2, NOON, SQUARE);
    TaxiRide shortEnd = end(shortRide, NOON + 20 * MINUTE);
    TaxiRide last = end(longRide, NOON + 150 * MINUTE);

    Alerts alerts =
        Alerts.of(
            AFTERNOON,
            List.of(longRide, shortRide, shortEnd, last),
            List.of(List.of(2L), List.of(2L, 99L), List.of(2L, 99L, 1L, 1L)));

    assertThat(
        alerts.rides(),
        contains(
            new Alerted(1, NOON, NOON + 150 * MINUTE, NOON + 3 * HOUR),
            new Alerted(2, NOON, NOON + 20 * MINUTE, NOON + HOUR)));
    assertThat(alerts.wrong(), is(1L));
    assertThat(alerts.repeated(), is(1));
    assertThat(alerts.unknown(), is(1));
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
