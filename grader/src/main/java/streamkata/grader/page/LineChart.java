package streamkata.grader.page;

import java.awt.BasicStroke;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws lines over a common axis, such as time, with dots on them and vertical marks. Lines differ
 * in colour and in dashes, dots in colour and in shape.
 */
public final class LineChart {

  private static final float[][] DASHES = {null, {8, 4}, {2, 3}, {8, 3, 2, 3}, {14, 4}};
  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.SQUARE,
    SeriesMarkers.CROSS
  };

  private final Canvas canvas;
  private final XYChart chart;
  private int lines;
  private int dots;
  private VerticalMarks marks;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  /**
   * An empty chart.
   *
   * @param canvas what to draw on
   * @param xTitle what the horizontal axis says, with its unit
   * @param yTitle what the vertical axis says, with its unit
   */
  public LineChart(Canvas canvas, String xTitle, String yTitle) {
    this.canvas = canvas;
    this.chart = canvas.xyChart(xTitle, yTitle);
    chart.getStyler().setLocale(Locale.ROOT);
  }

  /**
   * Adds a line.
   *
   * @param name what the legend calls it, unlike any other
   * @param x where its points are, rising
   * @param y their values, as many; NaN for a gap
   * @return this
   */
  public LineChart line(String name, double[] x, double[] y) {
    XYSeries series = add(name, x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(canvas.theme().series(lines + dots));
    series.setLineStyle(
        new BasicStroke(
            2.2f,
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            10,
            DASHES[lines % DASHES.length],
            0));
    lines++;
    return this;
  }

  /**
   * Adds single points.
   *
   * @param name what the legend calls them, unlike any other
   * @param x where they are
   * @param y their values, as many
   * @return this
   */
  public LineChart dots(String name, double[] x, double[] y) {
    XYSeries series = add(name, x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    series.setMarker(MARKERS[dots % MARKERS.length]);
    series.setMarkerColor(canvas.theme().series(lines + dots));
    dots++;
    return this;
  }

  /**
   * Adds a vertical line with its name at its top.
   *
   * @param name one or two words
   * @param x where it is
   * @return this
   */
  public LineChart mark(String name, double x) {
    return band(name, x, x);
  }

  /**
   * Adds a band from the bottom to the top, with its name at its top.
   *
   * @param name one or two words
   * @param from where it begins
   * @param to where it ends
   * @return this
   */
  public LineChart band(String name, double from, double to) {
    if (marks == null) {
      marks = new VerticalMarks(canvas);
      chart.addAnnotation(marks);
    }
    marks.add(name, from, to);
    return this;
  }

  /**
   * Sets the ends of the vertical axis, to compare charts side by side.
   *
   * @param from the least value
   * @param to the greatest value
   * @return this
   */
  public LineChart yRange(double from, double to) {
    chart.getStyler().setYAxisMin(from);
    chart.getStyler().setYAxisMax(to);
    return this;
  }

  /**
   * Sets the ends of the horizontal axis, to compare charts side by side.
   *
   * @param from the least value
   * @param to the greatest value
   * @return this
   */
  public LineChart xRange(double from, double to) {
    chart.getStyler().setXAxisMin(from);
    chart.getStyler().setXAxisMax(to);
    return this;
  }

  /** The chart, with everything added so far; to be changed further if need be. */
  public XYChart chart() {
    if (chart.getStyler().getXAxisMin() == null && least < greatest) {
      // Were all x equally spaced from the very start, XChart would label as many as it can.
      chart.getStyler().setXAxisMin(least - (greatest - least) / 500);
    }
    return chart;
  }

  private XYSeries add(String name, double[] x, double[] y) {
    least = Math.min(least, DoubleStream.of(x).min().orElse(least));
    greatest = Math.max(greatest, DoubleStream.of(x).max().orElse(greatest));
    return chart.addSeries(name, x, y);
  }
}
