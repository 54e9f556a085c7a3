package streamkata.grader.page;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Vertical lines through a chart, each with its name at its top, one below the other. */
final class VerticalMarks extends Annotation {

  private static final int GAP = 5;
  private static final float[] DASHES = {6, 4};
  private static final BasicStroke STROKE =
      new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASHES, 0);

  private final Canvas canvas;
  private final List<Mark> marks = new ArrayList<>();

  VerticalMarks(Canvas canvas) {
    super(false);
    this.canvas = canvas;
  }

  private record Mark(String name, double x) {}

  void add(String name, double x) {
    marks.add(new Mark(name, x));
  }

  @Override
  public void paint(Graphics2D g) {
    bounds = new Rectangle2D.Double();
    g.setColor(canvas.theme().ink());
    g.setStroke(STROKE);
    for (Mark mark : marks) {
      double x = getXAxisScreenValue(mark.x);
      g.draw(new Line2D.Double(x, getYAxisScreenValueForMin(), x, getYAxisScreenValueForMax()));
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
