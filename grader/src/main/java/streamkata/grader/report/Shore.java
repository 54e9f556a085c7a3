package streamkata.grader.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.internal.chartpart.Annotation;
import streamkata.grader.page.Canvas;
import streamkata.grader.report.GridMap.Place;

/** What tells a reader of a map where in New York it is: the shores, some names, and a scale. */
final class Shore extends Annotation {

  /** Longitude and latitude of one bend after the other, drawn by hand. */
  private static final List<double[]> SHORES =
      List.of(
          // Manhattan, from the Battery up the Hudson, down the Harlem River and the East River
          new double[] {
            -74.017, 40.701, -74.018, 40.708, -74.013, 40.718, -74.011, 40.730, -74.009, 40.745,
            -74.005, 40.757, -73.996, 40.771, -73.988, 40.783, -73.977, 40.797, -73.962, 40.819,
            -73.954, 40.831, -73.946, 40.849, -73.934, 40.866, -73.927, 40.878, -73.911, 40.874,
            -73.920, 40.859, -73.929, 40.847, -73.934, 40.835, -73.933, 40.813, -73.928, 40.801,
            -73.937, 40.787, -73.943, 40.776, -73.950, 40.767, -73.958, 40.758, -73.965, 40.749,
            -73.971, 40.743, -73.974, 40.735, -73.971, 40.727, -73.974, 40.717, -73.978, 40.711,
            -73.991, 40.709, -74.000, 40.707, -74.010, 40.701, -74.017, 40.701
          },
          // Brooklyn and Queens
          new double[] {
            -74.030, 40.640, -74.012, 40.664, -74.018, 40.677, -74.004, 40.688, -74.000, 40.698,
            -73.990, 40.704, -73.975, 40.703, -73.969, 40.710, -73.963, 40.720, -73.961, 40.735,
            -73.958, 40.745, -73.949, 40.757, -73.936, 40.771, -73.926, 40.781, -73.910, 40.790,
            -73.890, 40.781, -73.872, 40.786, -73.853, 40.768, -73.848, 40.795, -73.795, 40.795
          },
          // The Bronx
          new double[] {
            -73.928, 40.816, -73.926, 40.804, -73.911, 40.797, -73.898, 40.803, -73.880, 40.804,
            -73.853, 40.812, -73.835, 40.806, -73.795, 40.812
          },
          // New Jersey
          new double[] {
            -74.055, 40.690, -74.033, 40.709, -74.030, 40.728, -74.023, 40.740, -74.023, 40.755,
            -74.011, 40.771, -73.993, 40.797, -73.975, 40.823, -73.957, 40.848, -73.935, 40.877,
            -73.920, 40.900
          });

  private static final Map<String, Place> NAMES =
      Map.of(
          "New Jersey", new Place(-74.031, 40.775),
          "Harlem", new Place(-73.945, 40.809),
          "Midtown", new Place(-73.982, 40.755),
          "Wall Street", new Place(-74.009, 40.706),
          "The Bronx", new Place(-73.905, 40.820),
          "Queens", new Place(-73.930, 40.753),
          "Brooklyn", new Place(-73.960, 40.690),
          "LaGuardia", new Place(-73.874, 40.774),
          "JFK", new Place(-73.785, 40.645));

  private static final int[] KILOMETRES = {1, 2, 5, 10};
  private static final double LONGEST_SCALE = 0.25;
  private static final int GAP = 10;
  private static final BasicStroke LINE = new BasicStroke(1.2f);
  private static final BasicStroke HALO = new BasicStroke(3);

  private final Canvas canvas;
  private final Rectangle2D shown;
  private Rectangle2D onPaper;

  /**
   * The shores on a map.
   *
   * @param shown what the map shows, in columns and, to the south, in rows
   */
  Shore(Canvas canvas, Rectangle2D shown) {
    super(false);
    this.canvas = canvas;
    this.shown = shown;
  }

  @Override
  public void paint(Graphics2D g) {
    bounds = new Rectangle2D.Double();
    double left = getXAxisScreenValueForMin();
    double right = getXAxisScreenValueForMax();
    double top = Math.min(getYAxisScreenValueForMin(), getYAxisScreenValueForMax());
    double bottom = Math.max(getYAxisScreenValueForMin(), getYAxisScreenValueForMax());
    Rectangle2D map = new Rectangle2D.Double(left, top, right - left, bottom - top);
    onPaper = map;
    Shape before = g.getClip();
    g.clip(map);
    g.setColor(canvas.theme().faint());
    g.setStroke(LINE);
    SHORES.forEach(shore -> g.draw(path(shore)));
    NAMES.keySet().stream().sorted().forEach(name -> write(g, map, name, NAMES.get(name)));
    g.setClip(before);
    drawScale(g, map);
  }

  private Path2D path(double[] shore) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < shore.length; i += 2) {
      Place bend = new Place(shore[i], shore[i + 1]);
      if (i == 0) {
        path.moveTo(x(bend), y(bend));
      } else {
        path.lineTo(x(bend), y(bend));
      }
    }
    return path;
  }

  /** Writes a name around its place, where all of it is on the map. */
  private void write(Graphics2D g, Rectangle2D map, String name, Place place) {
    TextLayout text = new TextLayout(name, canvas.font(), g.getFontRenderContext());
    Shape letters =
        text.getOutline(
            AffineTransform.getTranslateInstance(
                x(place) - text.getAdvance() / 2, y(place) + text.getAscent() / 2));
    if (map.contains(letters.getBounds2D())) {
      draw(g, letters);
    }
  }

  private void drawScale(Graphics2D g, Rectangle2D map) {
    double pixels = map.getWidth() / shown.getWidth();
    double aKilometre = pixels * 1000 / GridMap.METRES_WIDE;
    int kilometres = KILOMETRES[0];
    for (int candidate : KILOMETRES) {
      kilometres =
          candidate * aKilometre <= LONGEST_SCALE * map.getWidth() ? candidate : kilometres;
    }
    double x = map.getMinX() + GAP;
    double y = map.getMaxY() - GAP;
    g.setColor(canvas.theme().ink());
    g.setStroke(new BasicStroke(2));
    g.draw(new Line2D.Double(x, y, x + kilometres * aKilometre, y));
    TextLayout text = new TextLayout(kilometres + " km", canvas.font(), g.getFontRenderContext());
    draw(g, text.getOutline(AffineTransform.getTranslateInstance(x, y - GAP / 2.0)));
  }

  /** Letters with paper around them, so that they can be read on cells, too. */
  private void draw(Graphics2D g, Shape letters) {
    g.setColor(canvas.theme().paper());
    g.setStroke(HALO);
    g.draw(letters);
    g.setColor(canvas.theme().ink());
    g.fill(letters);
  }

  /** The axes of XChart know no place beyond the edge of the map. */
  private double x(Place place) {
    double share = (place.column() - shown.getX()) / shown.getWidth();
    return onPaper.getX() + share * onPaper.getWidth();
  }

  private double y(Place place) {
    double share = (place.row() - shown.getY()) / shown.getHeight();
    return onPaper.getY() + share * onPaper.getHeight();
  }
}
