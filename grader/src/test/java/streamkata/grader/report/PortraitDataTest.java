package streamkata.grader.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.Labs;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;
import streamkata.grader.report.AlertsPortrait.Alerted;
import streamkata.grader.report.AlertsPortrait.Alerts;
import streamkata.grader.report.CleansingPortrait.Pickups;
import streamkata.grader.report.GridMap.Place;
import streamkata.grader.report.PlacesPortrait.Places;
import streamkata.grader.report.PredictionPortrait.Learning;
import streamkata.grader.report.PredictionPortrait.Pair;

/** The numbers behind the pictures. */
class PortraitDataTest {

  private static final long NOON = Instant.parse("2013-01-01T12:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private static final Place SQUARE = new Place(-73.985, 40.758);
  private static final Place PARK = new Place(-73.97, 40.78);
  private static final Place NEWARK = new Place(-74.17, 40.69);
  private static final int SQUARE_CELL = GeoUtils.mapToGridCell(SQUARE.lon(), SQUARE.lat());

  private static final Timeline AFTERNOON = new Timeline(NOON, Duration.ofHours(1), 3);

  @Test
  void a_timeline_of_a_day_has_hours_and_one_of_two_hours_has_five_minutes() {
    TaxiRide first = start(1, NOON + 3 * MINUTE, SQUARE);

    assertThat(
        Timeline.of(List.of(first, start(2, NOON + 20 * HOUR, SQUARE))),
        is(new Timeline(NOON, Duration.ofHours(1), 21)));
    assertThat(
        Timeline.of(List.of(first, start(2, NOON + 101 * MINUTE, SQUARE))),
        is(new Timeline(NOON, Duration.ofMinutes(5), 21)));
  }

  @Test
  void the_end_of_a_slot_belongs_to_the_next() {
    assertThat(AFTERNOON.slotOf(NOON + HOUR - 1), is(0));
    assertThat(AFTERNOON.slotOf(NOON + HOUR), is(1));
    assertThat(AFTERNOON.slotOf(NOON + 9 * HOUR), is(2));
    assertThat(AFTERNOON.label(1), is("13:00"));
  }

  @Test
  void levels_cover_all_numbers_and_each_begins_where_the_last_ends() {
    Levels levels = Levels.between(1, 32);

    assertThat(levels.begins(), is(List.of(1, 2, 4, 8, 16)));
    assertThat(Stream.of(1, 2, 3, 4, 99).map(levels::of).toList(), is(List.of(0, 1, 1, 2, 4)));
    assertThat(levels.names(), is("1, 2 to 3, 4 to 7, 8 to 15, 16 or more"));
    assertThat(Levels.between(4, 4).names(), is("4 or more"));
  }

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

  @Test
  void the_largest_count_of_a_cell_in_a_slot_counts() {
    List<PopularPlace> results =
        List.of(
            place(SQUARE, NOON + HOUR, true, 7),
            place(SQUARE, NOON + HOUR - 5 * MINUTE, false, 9),
            place(SQUARE, NOON + HOUR + 5 * MINUTE, true, 4),
            place(NEWARK, NOON + HOUR, true, 100));

    assertThat(
        Places.of(AFTERNOON, results).bySlot(),
        is(List.of(Map.of(SQUARE_CELL, 9), Map.of(SQUARE_CELL, 4), Map.of())));
  }

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

  @Test
  void rides_and_fares_merge_by_the_time_that_each_stream_has_reached() {
    TaxiRide first = start(1, NOON, SQUARE);
    TaxiRide second = start(2, NOON + 2 * MINUTE, SQUARE);
    TaxiFare early = fare(1, NOON);
    TaxiFare between = fare(3, NOON + MINUTE);
    TaxiFare after = fare(4, NOON + 3 * MINUTE);

    List<TaxiEvent> merged = Playback.merge(List.of(first, second), List.of(early, between, after));

    assertThat(merged, contains(early, first, between, second, after));
  }

  @Test
  void every_lab_has_a_portrait() {
    assertThat(
        Labs.all().stream().map(lab -> lab.id()).filter(id -> !Studio.labs().contains(id)).toList(),
        is(empty()));
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

  private static TaxiFare fare(long id, long time) {
    return new TaxiFare(id, 20, 30, time, "CSH", 0, 0, 5);
  }

  private static PopularPlace place(Place at, long windowEnd, boolean isStart, int count) {
    return new PopularPlace(at.lon(), at.lat(), windowEnd, isStart, count);
  }
}
