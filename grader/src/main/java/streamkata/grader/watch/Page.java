package streamkata.grader.watch;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be seen.
 *
 * @param lines from top to bottom, what matters most first
 * @param keys what is always to be seen, below the rest
 * @param lasting false while a grading is under way: worth showing only where it can be painted
 *     over
 */
record Page(List<Line> lines, List<Line> keys, boolean lasting) {

  /** Copies the lists, so that a page never changes. */
  Page {
    lines = List.copyOf(lines);
    keys = List.copyOf(keys);
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

  /** Everything, the keys last. */
  List<Line> all() {
    return Stream.concat(lines.stream(), keys.stream()).toList();
  }

  /** The lines without their tones. */
  String text() {
    return all().stream().map(Line::text).collect(Collectors.joining("\n"));
  }
}
