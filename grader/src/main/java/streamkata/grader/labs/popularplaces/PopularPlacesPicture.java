package streamkata.grader.labs.popularplaces;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;
import streamkata.grader.page.Block;
import streamkata.grader.page.Cell;
import streamkata.grader.page.Figure;
import streamkata.grader.page.Picture;
import streamkata.grader.page.Table;
import streamkata.grader.report.Background;
import streamkata.grader.report.GridMap;
import streamkata.grader.report.LabPicture;
import streamkata.grader.report.Numbers;
import streamkata.grader.report.TaxiStream;
import streamkata.grader.report.Timeline;
import streamkata.grader.scenario.Outcome;

/** The city lighting up: one small map of popular places for each slot of time. */
public final class PopularPlacesPicture implements LabPicture {

  private static final long QUARTER = 15 * 60_000;
  private static final int PLACES_A_QUARTER = 40;

  /**
   * Popular places by time.
   *
   * @param timeline the slots
   * @param bySlot for each slot the popular cells, each with the largest count that any window
   *     which ended in that slot had for it, of STARTs or of ENDs
   */
  record Places(Timeline timeline, List<Map<Integer, Integer>> bySlot) {

    static Places of(Timeline timeline, List<PopularPlace> results) {
      List<Map<Integer, Integer>> bySlot =
          Stream.<Map<Integer, Integer>>generate(HashMap::new).limit(timeline.count()).toList();
      for (PopularPlace place : results) {
        if (GeoUtils.isInNYC(place.lon(), place.lat())) {
          int cell = GeoUtils.mapToGridCell(place.lon(), place.lat());
          // The end of a window is exclusive: the last moment in it counts.
          int slot = timeline.slotOf(place.windowEnd() - 1);
          bySlot.get(slot).merge(cell, place.count(), Integer::max);
        }
      }
      return new Places(timeline, bySlot);
    }

    int most(int slot) {
      return bySlot.get(slot).values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
  }

  /**
   * A threshold that about forty places reach in a quarter of an hour of such rides; at least 2.
   */
  static int threshold(List<TaxiRide> rides) {
    Map<String, Long> counts =
        rides.stream()
            .filter(ride -> ride.isStart() && GeoUtils.isInNYC(ride.startLon(), ride.startLat()))
            .collect(
                Collectors.groupingBy(
                    ride ->
                        ride.startTime() / QUARTER
                            + "/"
                            + GeoUtils.mapToGridCell(ride.startLon(), ride.startLat()),
                    Collectors.counting()));
    long quarters = rides.stream().mapToLong(ride -> ride.eventTime() / QUARTER).distinct().count();
    return counts.values().stream()
        .sorted(Comparator.reverseOrder())
        .skip(PLACES_A_QUARTER * quarters)
        .findFirst()
        .map(count -> (int) Math.max(2, count))
        .orElse(2);
  }

  @Override
  public List<Object> arguments(TaxiStream stream) {
    return List.of(threshold(stream.rides()));
  }

  @Override
  public List<Block> show(TaxiStream stream, Timeline looks, Outcome outcome) {
    int threshold = threshold(stream.rides());
    Places places = Places.of(looks, outcome.results());
    GridMap map = GridMap.around(places.bySlot(), threshold);
    Background background = Background.of(stream.rides());
    List<Picture> pictures = new ArrayList<>();
    List<List<Cell>> rows = new ArrayList<>();
    for (int slot = 0; slot < looks.count(); slot++) {
      Map<Integer, Integer> cells = places.bySlot().get(slot);
      String count = Numbers.text(cells.size());
      String most = Numbers.text(places.most(slot));
      pictures.add(
          new Picture(
              looks.label(slot),
              "%s popular places, at most %s in a quarter of an hour.".formatted(count, most),
              canvas -> map.drawSmall(canvas, cells, background)));
      rows.add(List.of(Cell.text(looks.label(slot)), Cell.number(count), Cell.number(most)));
    }
    return List.of(
        new Figure(
            "A coloured cell is a popular place that your program emitted. A grey cell has rides"
                + " that begin in it. From weak to strong colour, the number of rides that began or"
                + " ended in the cell within 15 minutes: "
                + map.levels().names()
                + ".",
            Figure.Format.SMALL,
            pictures),
        new Table(
            "Popular places by time",
            List.of("From (UTC)", "Places", "Most in 15 minutes"),
            rows,
            true));
  }
}
