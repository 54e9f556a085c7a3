package streamkata.grader.watch;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is to be seen.
 *
 * @param lines from top to bottom
 * @param lasting false while a grading is under way: worth showing only where it can be painted
 *     over
 */
record Page(List<Line> lines, boolean lasting) {

  /** Copies the list, so that a page never changes. */
  Page {
    lines = List.copyOf(lines);
  }

  /** How a line is meant. */
  enum Tone {
    PLAIN,
    STRONG,
    GOOD,
    BAD,
    QUIET
  }

  /**
   * One line.
   *
   * @param text without a line break
   * @param tone how it is meant
   */
  record Line(String text, Tone tone) {}

  /** The lines without their tones. */
  String text() {
    return lines.stream().map(Line::text).collect(Collectors.joining("\n"));
  }
}
