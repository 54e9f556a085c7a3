package streamkata.grader.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Vertical lines and bands in a chart, each with its name at its top, one below the other. */
final class VerticalMarks extends Annotation {

  private static final int GAP = 5;

  /** How much of what is below a band is hidden, of 255. */
  private static final int VEIL = 36;

  private static final float[] DASHES = {6, 4};
  private static final BasicStroke STROKE =
      new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASHES, 0);

  private final Canvas canvas;
  private final List<Mark> marks = new ArrayList<>();

  VerticalMarks(Canvas canvas) {
    super(false);
    this.canvas = canvas;
  }

  /** A line, or a band that is as wide as from one place to another. */
  private record Mark(String name, double x, double end) {}

  void add(String name, double x, double end) {
    marks.add(new Mark(name, x, end));
  }

  @Override
  public void paint(Graphics2D g) {
    bounds = new Rectangle2D.Double();
    g.setColor(canvas.theme().ink());
    g.setStroke(STROKE);
    for (Mark mark : marks) {
      double x = getXAxisScreenValue(mark.x);
      double top = Math.min(getYAxisScreenValueForMin(), getYAxisScreenValueForMax());
      double bottom = Math.max(getYAxisScreenValueForMin(), getYAxisScreenValueForMax());
      if (mark.end > mark.x) {
        Color ink = canvas.theme().ink();
        g.setColor(new Color(ink.getRed(), ink.getGreen(), ink.getBlue(), VEIL));
        g.fill(new Rectangle2D.Double(x, top, getXAxisScreenValue(mark.end) - x, bottom - top));
        g.setColor(ink);
      } else {
        g.draw(new Line2D.Double(x, top, x, bottom));
      }
    }
    for (int row = 0; row < marks.size(); row++) {
      paintName(marks.get(row), row, g);
    }
  }

  /** Names come after all lines, each on paper of its own, so that no line goes through a name. */
  private void paintName(Mark mark, int row, Graphics2D g) {
    TextLayout layout = new TextLayout(mark.name, canvas.font(), g.getFontRenderContext());
    double lineHeight = 1.4 * (layout.getAscent() + layout.getDescent());
    double at = getXAxisScreenValue(mark.x);
    double end = at + GAP + layout.getAdvance();
    double left = end < getXAxisScreenValueForMax() ? at + GAP : at - GAP - layout.getAdvance();
    double baseline = getYAxisScreenValueForMin() + layout.getAscent() + row * lineHeight;
    Shape text = layout.getOutline(AffineTransform.getTranslateInstance(left, baseline));
    Rectangle2D box = text.getBounds2D();
    g.setColor(canvas.theme().paper());
    g.fill(
        new Rectangle2D.Double(
            box.getX() - 2, box.getY() - 2, box.getWidth() + 4, box.getHeight() + 4));
    g.setColor(canvas.theme().ink());
    g.fill(text);
  }
}
