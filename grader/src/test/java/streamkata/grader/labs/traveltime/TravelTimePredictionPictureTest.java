package streamkata.grader.labs.traveltime;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;
import streamkata.grader.labs.traveltime.TravelTimePredictionPicture.Learning;
import streamkata.grader.labs.traveltime.TravelTimePredictionPicture.Pair;
import streamkata.grader.report.GridMap.Place;
import streamkata.grader.report.Timeline;

/** The numbers behind the picture. */
class TravelTimePredictionPictureTest {

  private static final long NOON = Instant.parse("2013-01-01T12:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private static final Place SQUARE = new Place(-73.985, 40.758);
  private static final Place PARK = new Place(-73.97, 40.78);

  private static final Timeline AFTERNOON = new Timeline(NOON, Duration.ofHours(1), 3);

  @Test
  void predictions_are_held_against_what_the_rides_took() {
    TaxiRide tenMinutes = start(1, NOON, SQUARE);
    TaxiRide twelveMinutes = start(2, NOON + HOUR, SQUARE);
    TaxiRide neverEnds = start(3, NOON + HOUR, SQUARE);
    TaxiRide sixMinutes = start(4, NOON + HOUR, SQUARE);
    List<TaxiRide> input =
        List.of(
            tenMinutes,
            end(tenMinutes, NOON + 10 * MINUTE),
            twelveMinutes,
            neverEnds,
            sixMinutes,
            end(twelveMinutes, NOON + HOUR + 12 * MINUTE),
            end(sixMinutes, NOON + HOUR + 6 * MINUTE));

    Learning learning =
        Learning.of(
            AFTERNOON,
            input,
            List.of(
                new TravelTimePrediction(1, -1),
                new TravelTimePrediction(2, 10),
                new TravelTimePrediction(3, 5),
                new TravelTimePrediction(4, 7)));

    assertThat(learning.predictions(), is(new int[] {1, 3, 0}));
    assertThat(learning.unknown(), is(new int[] {1, 0, 0}));
    assertThat(learning.pairs(), contains(new Pair(1, 10, 12), new Pair(1, 7, 6)));
    assertThat(learning.shareUnknown(0), is(1.0));
    assertThat(learning.shareUnknown(2), is(Double.NaN));
    assertThat(learning.medianError(1), is(closeTo(1.5, 1e-9)));
    assertThat(learning.medianError(0), is(Double.NaN));
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
