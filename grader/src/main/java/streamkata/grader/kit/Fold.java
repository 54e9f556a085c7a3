package streamkata.grader.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks lines that are longer than a terminal is wide, between words where there are any. */
public final class Fold {

  /** What stands at the left of a text: blanks, and a label with two blanks, a dash or an arrow. */
  private static final Pattern MARGIN =
      Pattern.compile(" {0,3}(?:\\S{1,12}(?: \\S{1,6})? {2,}|->? )| *");

  private Fold() {}

  /**
   * The same text in lines that are not longer than a terminal is wide.
   *
   * @param line without a line break
   * @param width how many characters there can be in a line, 1 or more
   * @return at least one line; those after the first begin where the text of the first begins
   */
  public static List<String> line(String line, int width) {
    List<String> lines = new ArrayList<>();
    Matcher margin = MARGIN.matcher(line);
    int indent = margin.lookingAt() && margin.end() <= width / 2 ? margin.end() : 0;
    String rest = line;
    while (rest.length() > width) {
      int space = rest.lastIndexOf(' ', width);
      boolean isBetweenWords = space > indent && !rest.substring(0, space).isBlank();
      int end = isBetweenWords ? space : endInWord(rest, indent, width);
      lines.add(rest.substring(0, end).stripTrailing());
      rest = " ".repeat(indent) + rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  /** A path is broken behind a slash. */
  private static int endInWord(String text, int indent, int width) {
    int slash = text.lastIndexOf('/', width - 1);
    return slash > indent ? slash + 1 : width;
  }

  /**
   * The same for several lines.
   *
   * @param text with line breaks
   * @param width how many characters there can be in a line, 1 or more
   */
  public static String text(String text, int width) {
    return String.join(
        System.lineSeparator(), text.lines().flatMap(line -> line(line, width).stream()).toList());
  }
}
