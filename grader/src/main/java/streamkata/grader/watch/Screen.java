package streamkata.grader.watch;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import streamkata.grader.kit.Fold;
import streamkata.grader.watch.Page.Line;
import streamkata.grader.watch.Page.Tone;
import streamkata.grader.watch.Terminal.Size;

/**
 * Shows pages: on a terminal each in place of the last one, cut to its height; elsewhere one below
 * the other.
 */
final class Screen implements Consumer<Page> {

  private static final String HOME = "\033[H";
  private static final String CLEAR_LINE = "\033[K";
  private static final String CLEAR_BELOW = "\033[J";
  private static final String CLEAR_ALL = "\033[2J";
  private static final String RESET = "\033[0m";

  private final PrintStream out;
  private final boolean inPlace;
  private final boolean colours;
  private final Supplier<Size> size;
  private Page shown = new Page(List.of(), List.of(), false);
  private int from;

  /**
   * Prepares to show pages.
   *
   * @param out where to
   * @param inPlace whether that is a terminal
   * @param colours whether it shall be in colours
   * @param size how much can be seen at the moment
   */
  Screen(PrintStream out, boolean inPlace, boolean colours, Supplier<Size> size) {
    this.out = out;
    this.inPlace = inPlace;
    this.colours = colours;
    this.size = size;
    if (inPlace) {
      out.print(CLEAR_ALL);
    }
  }

  @Override
  public synchronized void accept(Page page) {
    // What changes while it is read stays where it is read.
    if (!page.lines().equals(shown.lines())) {
      from = 0;
    }
    shown = page;
    show(size.get());
  }

  /** Shows what did not fit; after the end, the beginning again. */
  synchronized void more() {
    Size now = size.get();
    int next = from + room(now) - 1;
    from = folded(shown.lines(), now).size() > next + 1 ? next : 0;
    show(now);
  }

  /** Shows the page once more, in another size. */
  synchronized void again() {
    out.print(CLEAR_ALL);
    from = 0;
    show(size.get());
  }

  private void show(Size now) {
    if (!inPlace) {
      if (shown.lasting()) {
        print(shown.all(), "", System.lineSeparator());
      }
      return;
    }
    List<Line> body = folded(shown.lines(), now);
    int room = room(now);
    List<Line> seen = new ArrayList<>(body.subList(from, Math.min(body.size(), from + room)));
    if (body.size() > from + room) {
      int hidden = body.size() - from - room + 1;
      seen.set(room - 1, new Line(" ... %d lines more: [m]ore".formatted(hidden), Tone.STRONG));
    } else if (from > 0 && seen.size() < room) {
      seen.add(new Line(" [m]ore: back to the beginning", Tone.STRONG));
    }
    seen.addAll(folded(shown.keys(), now));
    print(seen, HOME, CLEAR_BELOW);
  }

  /** How many lines there are for what is not keys; the cursor takes one. */
  private int room(Size now) {
    return Math.max(2, now.rows() - folded(shown.keys(), now).size() - 1);
  }

  private static List<Line> folded(List<Line> lines, Size now) {
    return lines.stream()
        .flatMap(
            line ->
                Fold.line(line.text(), now.columns()).stream()
                    .map(text -> new Line(text, line.tone())))
        .toList();
  }

  private void print(List<Line> lines, String before, String after) {
    StringBuilder text = new StringBuilder(before);
    for (Line line : lines) {
      text.append(coloured(line)).append(inPlace ? CLEAR_LINE : "").append(System.lineSeparator());
    }
    out.print(text.append(after));
    out.flush();
  }

  private String coloured(Line line) {
    String code =
        switch (line.tone()) {
          case PLAIN -> "";
          case STRONG -> "\033[1m";
          case GOOD -> "\033[32m";
          case BAD -> "\033[1;31m";
          case QUIET -> "\033[2m";
        };
    return !colours || code.isEmpty() ? line.text() : code + line.text() + RESET;
  }
}
