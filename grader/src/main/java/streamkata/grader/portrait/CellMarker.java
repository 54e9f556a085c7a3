package streamkata.grader.portrait;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.style.markers.Marker;

/** A filled cell of a map. */
final class CellMarker extends Marker {

  private final double width;
  private final double height;

  /** A cell so many pixels wide and high. */
  CellMarker(double width, double height) {
    this.width = width;
    this.height = height;
  }

  @Override
  public void paint(Graphics2D g, double x, double y, int size) {
    g.fill(new Rectangle2D.Double(x - width / 2, y - height / 2, width, height));
  }
}
