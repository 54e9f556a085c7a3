package streamkata.grader.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.TaxiRide;
import streamkata.grader.report.GridMap.Place;

/**
 * Where in the city there are rides at all, in squares of some cells.
 *
 * @param places the middle of each square
 */
public record Background(List<Place> places) {

  /** How many cells a square is wide and high. */
  static final int CELLS = 3;

  private static final long LEAST = 3;

  /**
   * The squares in which at least three rides began.
   *
   * @return their background
   */
  public static Background of(List<TaxiRide> rides) {
    return new Background(
        rides.stream()
            .filter(ride -> ride.isStart() && GeoUtils.isInNYC(ride.startLon(), ride.startLat()))
            .map(ride -> middle(GeoUtils.mapToGridCell(ride.startLon(), ride.startLat())))
            .collect(Collectors.groupingBy(place -> place, Collectors.counting()))
            .entrySet()
            .stream()
            .filter(entry -> entry.getValue() >= LEAST)
            .map(Map.Entry::getKey)
            .toList());
  }

  private static Place middle(int cell) {
    int column = cell % GeoUtils.COLUMNS / CELLS * CELLS;
    int row = cell / GeoUtils.COLUMNS / CELLS * CELLS;
    return new Place(
        GeoUtils.LON_WEST + (column + CELLS / 2.0) * GeoUtils.CELL_WIDTH,
        GeoUtils.LAT_NORTH - (row + CELLS / 2.0) * GeoUtils.CELL_HEIGHT);
  }
}
