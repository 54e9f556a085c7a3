package streamkata.grader.learn;

import streamkata.grader.picture.Paint;
import streamkata.grader.picture.Svg;
import streamkata.grader.picture.Svg.Anchor;

/** A broadcast rule, and parcels that are not. */
final class BroadcastDrawing {

  private static final int FONT = 13;
  private static final int INSTANCES = 3;

  private BroadcastDrawing() {}

  static String svg() {
    Svg svg = new Svg();
    box(svg, 10, 40, Paint.EMITTED, "rule: at most 1000 g");
    box(svg, 10, 190, Paint.PAPER, "parcels A, B, C");
    for (int i = 0; i < INSTANCES; i++) {
      double y = 20 + 90.0 * i;
      svg.fill(380, y, 250, 60, 4, Paint.STORED);
      svg.border(380, y, 250, 60, 4, Paint.INK, "");
      svg.text(505, y + 24, FONT, Anchor.MIDDLE, Paint.INK, "instance " + (i + 1));
      svg.text(505, y + 44, FONT, Anchor.MIDDLE, Paint.INK, "copy: at most 1000 g");
      svg.arrow(188, 60, 376, y + 20, Paint.BLUE);
      svg.arrow(188, 210, 376, y + 42, Paint.FAINT);
      svg.text(366, y + 56, FONT, Anchor.END, Paint.FAINT, "ABC".substring(i, i + 1));
    }
    return svg.document(
        650,
        290,
        "A rule goes to three instances, and each keeps a copy; each parcel goes to one instance",
        "Blue arrows: the rule is broadcast, so instances 1, 2 and 3 each receive it and keep a"
            + " copy. Grey arrows: parcel A goes to instance 1, B to 2, C to 3.");
  }

  private static void box(Svg svg, double x, double y, Paint ground, String text) {
    svg.fill(x, y, 176, 40, 4, ground);
    svg.border(x, y, 176, 40, 4, Paint.INK, "");
    svg.text(x + 88, y + 25, FONT, Anchor.MIDDLE, Paint.INK, text);
  }
}
