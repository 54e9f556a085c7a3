package streamkata.grader.learn;

import streamkata.grader.picture.Paint;
import streamkata.grader.picture.Svg;
import streamkata.grader.picture.Svg.Anchor;

/** The state of two operators, and which operators of another version get it. */
final class UpgradeDrawing {

  private static final int FONT = 13;

  private UpgradeDrawing() {}

  static String svg() {
    Svg svg = new Svg();
    head(svg, 100, "version 1");
    head(svg, 325, "savepoint");
    head(svg, 550, "version 2");
    box(svg, 460, 32, Paint.PAPER, "filter", "new, without state");
    box(svg, 10, 92, Paint.PAPER, "count", "uid count-scans");
    box(svg, 235, 92, Paint.STORED, "state", "of count-scans");
    box(svg, 460, 92, Paint.PAPER, "count and weigh", "uid count-scans");
    box(svg, 10, 152, Paint.PAPER, "heaviest", "uid heaviest");
    box(svg, 235, 152, Paint.STORED, "state", "of heaviest");
    box(svg, 460, 152, Paint.PAPER, "heaviest", "uid heavy");
    svg.arrow(190, 116, 231, 116, Paint.FAINT);
    svg.arrow(190, 176, 231, 176, Paint.FAINT);
    svg.arrow(415, 116, 456, 116, Paint.BLUE);
    svg.text(436, 181, FONT, Anchor.MIDDLE, Paint.INK, "?");
    svg.text(325, 222, FONT, Anchor.MIDDLE, Paint.FAINT, "no uid heaviest: refused");
    return svg.document(
        650,
        240,
        "An upgrade: an operator with the same uid gets its state, one with another uid makes"
            + " strict restore fail",
        "Version 1 has the operators count, uid count-scans, and heaviest, uid heaviest. The"
            + " savepoint has a state of each. Version 2 has a new filter, the operator count and"
            + " weigh with the uid count-scans, which gets the state, and heaviest with the uid"
            + " heavy, which does not.");
  }

  private static void head(Svg svg, double x, String text) {
    svg.text(x, 18, FONT, Anchor.MIDDLE, Paint.FAINT, text);
  }

  private static void box(Svg svg, double x, double y, Paint ground, String name, String uid) {
    svg.fill(x, y, 180, 48, 4, ground);
    svg.border(x, y, 180, 48, 4, Paint.INK, "");
    svg.text(x + 90, y + 20, FONT, Anchor.MIDDLE, Paint.INK, name);
    svg.text(x + 90, y + 38, FONT, Anchor.MIDDLE, Paint.FAINT, uid);
  }
}
