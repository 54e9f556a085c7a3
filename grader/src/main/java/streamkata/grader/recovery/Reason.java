package streamkata.grader.recovery;

import java.util.List;

/** Finds the one line in what Flink printed that says why something failed. */
final class Reason {

  private static final String CAUSE = "Caused by: ";

  private Reason() {}

  /**
   * The innermost cause of a stack trace.
   *
   * @param text a stack trace, or any other text
   * @return one line without the names of packages; the last line if there is no cause; empty if
   *     there is no line at all
   */
  static String innermost(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.stream()
        .filter(line -> line.startsWith(CAUSE))
        .reduce((outer, inner) -> inner)
        .map(line -> line.substring(CAUSE.length()))
        .or(() -> lines.stream().filter(line -> !line.startsWith("at ")).reduce((a, b) -> b))
        .map(line -> line.replaceFirst("^(\\w+\\.)+(?=[A-Z])", ""))
        .orElse("");
  }
}
