package streamkata.grader.report;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import streamkata.common.geo.GeoUtils;
import streamkata.grader.page.Canvas;

/**
 * A part of the city's grid, north up and to scale, with its cells coloured by a number.
 *
 * @param west the westernmost column
 * @param east the easternmost column
 * @param north the northernmost row
 * @param south the southernmost row
 * @param levels which numbers have the same colour
 */
public record GridMap(int west, int east, int north, int south, Levels levels) {

  /** How wide a cell is. */
  static final double METRES_WIDE = 118;

  private static final double METRES_HIGH = 139;
  private static final double NEARLY_ALL = 0.98;
  private static final int MARGIN = 8;
  private static final int LEGEND = 42;
  private static final int LEGEND_LINE = 26;

  /**
   * A place on the map.
   *
   * @param lon longitude in degrees
   * @param lat latitude in degrees
   */
  public record Place(double lon, double lat) {

    double column() {
      return (lon - GeoUtils.LON_WEST) / GeoUtils.CELL_WIDTH - 0.5;
    }

    double row() {
      return (GeoUtils.LAT_NORTH - lat) / GeoUtils.CELL_HEIGHT - 0.5;
    }
  }

  /**
   * The part of the grid that holds nearly all cells that have a number in one of the maps.
   *
   * @param maps the numbers of cells
   * @param least the least number that a cell can have, 1 or more
   */
  public static GridMap around(Collection<Map<Integer, Integer>> maps, int least) {
    List<Integer> cells = maps.stream().flatMap(map -> map.keySet().stream()).toList();
    if (cells.isEmpty()) {
      return new GridMap(
          0, GeoUtils.COLUMNS - 1, 0, GeoUtils.ROWS - 1, Levels.between(least, least));
    }
    List<Integer> numbers = maps.stream().flatMap(map -> map.values().stream()).toList();
    return new GridMap(
        quantile(cells, GridMap::column, 1 - NEARLY_ALL),
        quantile(cells, GridMap::column, NEARLY_ALL),
        quantile(cells, GridMap::row, 1 - NEARLY_ALL),
        quantile(cells, GridMap::row, NEARLY_ALL),
        Levels.between(least, quantile(numbers, number -> number, NEARLY_ALL)));
  }

  /**
   * Draws the cells that have a number, with a legend, some places as crosses, and the shores.
   *
   * @param canvas what to draw on
   * @param numbers the numbers of cells
   * @param marks what the crosses are, for the legend
   * @param places where they are
   * @return the drawing
   */
  public XYChart draw(
      Canvas canvas, Map<Integer, Integer> numbers, String marks, List<Place> places) {
    XYChart chart = empty(canvas, true);
    Frame frame = frame(canvas, true);
    frame.applyTo(chart);
    addCells(canvas, chart, frame, numbers);
    add(
        chart,
        marks,
        places.stream().filter(frame::shows).toList(),
        SeriesMarkers.CROSS,
        canvas.theme().series(1));
    chart.addAnnotation(new Shore(canvas, frame.rectangle()));
    return chart;
  }

  /**
   * Draws the cells that have a number, before a background of faint ones, without a legend.
   *
   * @param canvas what to draw on
   * @param numbers the numbers of cells
   * @param background faint squares
   * @return the drawing
   */
  public XYChart drawSmall(Canvas canvas, Map<Integer, Integer> numbers, Background background) {
    XYChart chart = empty(canvas, false);
    Frame frame = frame(canvas, false);
    frame.applyTo(chart);
    add(
        chart,
        "background",
        background.places().stream().filter(frame::shows).toList(),
        frame.cell(Background.CELLS),
        canvas.theme().grid());
    addCells(canvas, chart, frame, numbers);
    return chart;
  }

  private static XYChart empty(Canvas canvas, boolean hasLegend) {
    XYChart chart = canvas.xyChart("", "");
    chart.getStyler().setAxisTicksVisible(false).setPlotGridLinesVisible(false);
    chart.getStyler().setPlotContentSize(1);
    chart.getStyler().setLegendVisible(hasLegend);
    return chart;
  }

  private Frame frame(Canvas canvas, boolean hasLegend) {
    double legend =
        !hasLegend ? 0 : canvas.isNarrow() ? LEGEND_LINE * (levels.count() + 1) : LEGEND;
    double width = canvas.width() - 2 * MARGIN;
    double height = canvas.height() - 2 * MARGIN - legend;
    double metresPerPixel =
        Math.max(
            (east - west + 1) * METRES_WIDE / width, (south - north + 1) * METRES_HIGH / height);
    return new Frame(
        (west + east) / 2.0,
        (north + south) / 2.0,
        width * metresPerPixel / METRES_WIDE / 2,
        height * metresPerPixel / METRES_HIGH / 2,
        metresPerPixel);
  }

  private void addCells(Canvas canvas, XYChart chart, Frame frame, Map<Integer, Integer> numbers) {
    List<Color> ramp = canvas.theme().ramp();
    for (int level = 0; level < levels.count(); level++) {
      Color colour = ramp.get(ramp.size() - levels.count() + level);
      List<Place> cells = cellsOf(level, numbers).stream().filter(frame::shows).toList();
      // Cells are too small for a legend, so that is of a series of its own, not on the map.
      add(chart, "level " + level, cells, frame.cell(1), colour).setShowInLegend(false);
      add(chart, levels.name(level), List.of(), SeriesMarkers.SQUARE, colour);
    }
  }

  private List<Place> cellsOf(int level, Map<Integer, Integer> numbers) {
    return numbers.entrySet().stream()
        .filter(entry -> levels.of(entry.getValue()) == level)
        .map(Map.Entry::getKey)
        .sorted()
        .map(
            cell ->
                new Place(GeoUtils.getGridCellCenterLon(cell), GeoUtils.getGridCellCenterLat(cell)))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** XChart draws no series without a point; one far away takes its place. */
  private static XYSeries add(
      XYChart chart, String name, List<Place> places, Marker marker, Color colour) {
    List<Place> shown = places.isEmpty() ? List.of(new Place(0, 0)) : places;
    XYSeries series =
        chart.addSeries(
            name,
            shown.stream().mapToDouble(Place::column).toArray(),
            shown.stream().mapToDouble(place -> -place.row()).toArray());
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    series.setMarker(marker);
    series.setMarkerColor(colour);
    return series;
  }

  private static int quantile(List<Integer> of, IntUnaryOperator part, double share) {
    int[] sorted = of.stream().mapToInt(Integer::intValue).map(part).sorted().toArray();
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  private static int column(int cell) {
    return cell % GeoUtils.COLUMNS;
  }

  private static int row(int cell) {
    return cell / GeoUtils.COLUMNS;
  }

  /** What is seen of the grid, in columns and rows. */
  private record Frame(
      double x, double y, double halfWidth, double halfHeight, double metresPerPixel) {

    private static final double LEAST_PIXELS = 2.5;

    void applyTo(XYChart chart) {
      chart.getStyler().setXAxisMin(x - halfWidth);
      chart.getStyler().setXAxisMax(x + halfWidth);
      chart.getStyler().setYAxisMin(-y - halfHeight);
      chart.getStyler().setYAxisMax(-y + halfHeight);
    }

    Rectangle2D rectangle() {
      return new Rectangle2D.Double(x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight);
    }

    boolean shows(Place place) {
      return Math.abs(place.column() - x) <= halfWidth && Math.abs(place.row() - y) <= halfHeight;
    }

    /** A square of so many cells by so many. */
    Marker cell(int cells) {
      return new CellMarker(
          Math.max(LEAST_PIXELS, cells * METRES_WIDE / metresPerPixel),
          Math.max(LEAST_PIXELS, cells * METRES_HIGH / metresPerPixel));
    }
  }
}
