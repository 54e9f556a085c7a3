package streamkata.grader.labs.popularplaces;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.PopularPlace;
import streamkata.grader.labs.popularplaces.PopularPlacesPicture.Places;
import streamkata.grader.report.GridMap.Place;
import streamkata.grader.report.Timeline;

/** The numbers behind the picture. */
class PopularPlacesPictureTest {

  private static final long NOON = Instant.parse("2013-01-01T12:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private static final Place SQUARE = new Place(-73.985, 40.758);
  private static final Place NEWARK = new Place(-74.17, 40.69);
  private static final int SQUARE_CELL = GeoUtils.mapToGridCell(SQUARE.lon(), SQUARE.lat());

  private static final Timeline AFTERNOON = new Timeline(NOON, Duration.ofHours(1), 3);

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

  private static PopularPlace place(Place at, long windowEnd, boolean isStart, int count) {
    return new PopularPlace(at.lon(), at.lat(), windowEnd, isStart, count);
  }
}
