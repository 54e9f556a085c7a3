package streamkata.grader.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.report.GridMap.Place;

/** The numbers behind the pictures. */
class PictureDataTest {

  private static final long NOON = Instant.parse("2013-01-01T12:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private static final Place SQUARE = new Place(-73.985, 40.758);
  private static final Place PARK = new Place(-73.97, 40.78);

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
  void rides_and_fares_merge_by_the_time_that_each_stream_has_reached() {
    TaxiRide first = start(1, NOON, SQUARE);
    TaxiRide second = start(2, NOON + 2 * MINUTE, SQUARE);
    TaxiFare early = fare(1, NOON);
    TaxiFare between = fare(3, NOON + MINUTE);
    TaxiFare after = fare(4, NOON + 3 * MINUTE);

    List<TaxiEvent> merged = Playback.merge(List.of(first, second), List.of(early, between, after));

    assertThat(merged, contains(early, first, between, second, after));
  }

  private static TaxiRide start(long id, long time, Place place) {
    return new TaxiRide(
        id, true, time, 0, place.lon(), place.lat(), PARK.lon(), PARK.lat(), 1, 20, 30);
  }

  private static TaxiFare fare(long id, long time) {
    return new TaxiFare(id, 20, 30, time, "CSH", 0, 0, 5);
  }
}
