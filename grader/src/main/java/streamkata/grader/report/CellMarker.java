package streamkata.grader.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.style.markers.Marker;

/** A filled cell of a map. */
final class CellMarker extends Marker {

  private static final double OVERLAP = 0.15;

  private final double width;
  private final double height;

  /** A cell so many pixels wide and high. */
  CellMarker(double width, double height) {
    this.width = width;
    this.height = height;
  }

  @Override
  public void paint(Graphics2D g, double x, double y, int size) {
    // A little over the edge, so that nothing is seen between cells that touch.
    double left = x - width / 2 - OVERLAP;
    double top = y - height / 2 - OVERLAP;
    g.fill(new Rectangle2D.Double(left, top, width + 2 * OVERLAP, height + 2 * OVERLAP));
  }
}
