package streamkata.grader.picture;

import java.util.List;
import streamkata.grader.picture.Lanes.Column;
import streamkata.grader.picture.Lanes.Kind;
import streamkata.grader.picture.Lanes.Row;

/** Draws lanes as SVG. */
public final class LanesSvg {

  private static final int NAMES = 86;
  private static final int WIDEST_COLUMN = 74;
  private static final int WIDEST = 900;
  private static final int GAP = 5;
  private static final int HEAD = 44;
  private static final int LINE = 16;
  private static final int PAD = 6;
  private static final int FONT = 13;
  private static final int SMALL = 11;
  private static final int LEAST = 8;
  private static final double LETTER = 7.8;

  private final Lanes lanes;
  private final Svg svg = new Svg();
  private final int wide;
  private int height = HEAD;

  private LanesSvg(Lanes lanes) {
    this.lanes = lanes;
    this.wide =
        Math.min(WIDEST_COLUMN, (WIDEST - NAMES - GAP) / Math.max(1, lanes.columns().size()));
  }

  /**
   * Draws.
   *
   * @return the whole picture
   */
  public static String of(Lanes lanes) {
    return new LanesSvg(lanes).draw();
  }

  private String draw() {
    int width = NAMES + wide * lanes.columns().size() + GAP;
    int[] tops = new int[lanes.rows().size() + 1];
    for (int row = 0; row < lanes.rows().size(); row++) {
      tops[row] = height;
      height += heightOf(lanes.rows().get(row));
    }
    tops[lanes.rows().size()] = height;
    height += GAP;
    for (int row = 0; row <= lanes.rows().size(); row++) {
      svg.path("M0 %dH%d".formatted(tops[row], width), Paint.GRID, "");
    }
    for (int i = 0; i < lanes.columns().size(); i++) {
      column(lanes.columns().get(i), NAMES + i * wide, tops[lanes.rows().size()]);
    }
    restored(tops);
    for (int row = 0; row < lanes.rows().size(); row++) {
      String name = lanes.rows().get(row).name();
      svg.text(GAP, tops[row] + 22, font(name, NAMES - GAP), Svg.Anchor.START, Paint.FAINT, name);
      for (int i = 0; i < lanes.columns().size(); i++) {
        cell(lanes.rows().get(row).cells().get(i), NAMES + i * wide, tops[row]);
      }
    }
    return svg.document(width, height, lanes.title(), lanes.description());
  }

  private static int heightOf(Row row) {
    return PAD
        + Math.max(
            LINE + 2 * PAD, row.cells().stream().mapToInt(LanesSvg::heightOf).max().orElse(0));
  }

  private static int heightOf(List<Box> cell) {
    return cell.stream().mapToInt(box -> LINE * box.lines().size() + PAD + GAP).sum();
  }

  /** After a failure, state is a copy of the last checkpoint: an arrow from one to the other. */
  private void restored(int[] tops) {
    List<String> names = lanes.rows().stream().map(Row::name).toList();
    int state = names.indexOf("state");
    int copies = names.indexOf("checkpoint");
    int saved = -1;
    for (int i = 0; i < lanes.columns().size() && state >= 0 && copies >= 0; i++) {
      Kind kind = lanes.columns().get(i).kind();
      if (kind == Kind.CHECKPOINT || kind == Kind.SAVEPOINT) {
        saved = i;
      }
      if (kind == Kind.FAULT && saved >= 0) {
        double x = NAMES + (i + 0.5) * wide - 14;
        double from = NAMES + (saved + 1.0) * wide - GAP;
        int y = tops[copies] + PAD + 11;
        int filled = heightOf(lanes.rows().get(state).cells().get(i));
        svg.path("M%s %dH%s".formatted(Svg.number(from), y, Svg.number(x)), Paint.BLUE, "");
        svg.arrow(x, y, x, tops[state] + PAD + filled, Paint.BLUE);
      }
    }
  }

  private void column(Column column, int x, int bottom) {
    double middle = x + wide / 2.0;
    Paint paint = column.kind() == Kind.FAULT ? Paint.RED : Paint.INK;
    svg.text(middle, 15, FONT, Svg.Anchor.MIDDLE, paint, column.head());
    for (int i = 0; i < column.notes().size(); i++) {
      svg.text(middle, 28 + 12 * i, SMALL, Svg.Anchor.MIDDLE, Paint.FAINT, column.notes().get(i));
    }
    switch (column.kind()) {
      case WATERMARK ->
          svg.path(
              "M%s %dV%d".formatted(Svg.number(middle), HEAD, bottom),
              Paint.FAINT,
              "stroke-width=\"2\" stroke-dasharray=\"3 5\"");
      case CHECKPOINT, SAVEPOINT ->
          svg.path("M%d %dV%d".formatted(x, HEAD, bottom), Paint.BLUE, "stroke-width=\"6\"");
      case FAULT -> svg.path(zigzag(middle, bottom), Paint.RED, "stroke-width=\"2.5\"");
      case EVENT, GAP -> {
        // Nothing is drawn across the lanes.
      }
    }
  }

  private static String zigzag(double x, int bottom) {
    StringBuilder path = new StringBuilder("M%s %d".formatted(Svg.number(x), HEAD));
    int side = 1;
    for (int y = HEAD + 8; y <= bottom; y += 8) {
      path.append("L%s %d".formatted(Svg.number(x + 6 * side), y));
      side = -side;
    }
    return path.toString();
  }

  private void cell(List<Box> boxes, int x, int top) {
    int y = top + PAD;
    for (Box box : boxes) {
      int tall = LINE * box.lines().size() + PAD;
      box(box, x + GAP, y, wide - 2 * GAP, tall);
      y += tall + GAP;
    }
  }

  private void box(Box box, int x, int y, int width, int tall) {
    int radius = box.shape() == Box.Shape.END ? tall / 2 : box.shape() == Box.Shape.STORED ? 3 : 0;
    Paint ground =
        switch (box.shape()) {
          case STORED -> Paint.STORED;
          case RESULT -> Paint.EMITTED;
          case START, END, FARE -> Paint.PAPER;
        };
    Paint line =
        box.mark() == Box.Mark.WRONG || box.mark() == Box.Mark.MISSING ? Paint.RED : Paint.INK;
    svg.fill(x, y, width, tall, radius, ground);
    if (box.mark() == Box.Mark.AGAIN) {
      svg.path(hatching(x, y, width, tall), Paint.GRID, "stroke-width=\"2\"");
    }
    svg.border(
        x,
        y,
        width,
        tall,
        radius,
        line,
        box.mark() == Box.Mark.MISSING ? "stroke-dasharray=\"4 3\"" : "");
    if (box.shape() == Box.Shape.FARE) {
      svg.border(x + 3, y + 3, width - 6, tall - 6, radius, line, "");
    }
    // Behind the text, which can be read then.
    if (box.mark() == Box.Mark.UNDONE || box.mark() == Box.Mark.WRONG) {
      double middle = y + tall / 2.0;
      svg.path(
          "M%d %sH%d".formatted(x - 3, Svg.number(middle), x + width + 3),
          Paint.RED,
          "stroke-width=\"2\"");
    }
    int room = width - (box.shape() == Box.Shape.FARE ? 10 : 4);
    for (int i = 0; i < box.lines().size(); i++) {
      String text = box.lines().get(i);
      svg.text(
          x + width / 2.0, y + LINE * (i + 1) - 1, font(text, room), Svg.Anchor.MIDDLE, line, text);
    }
  }

  /** The size in which a text has room. */
  private static int font(String text, int room) {
    int size = FONT;
    while (size > LEAST && text.length() * LETTER * size / FONT > room) {
      size--;
    }
    return size;
  }

  private static String hatching(int x, int y, int width, int tall) {
    StringBuilder path = new StringBuilder();
    for (int from = x; from + tall <= x + width; from += 8) {
      path.append("M%d %dL%d %d".formatted(from, y + tall, from + tall, y));
    }
    return path.toString();
  }
}
