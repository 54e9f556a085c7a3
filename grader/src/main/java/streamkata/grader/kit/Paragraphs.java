package streamkata.grader.kit;

import java.util.ArrayList;
import java.util.List;

/** Sets the paragraphs and lists of a Markdown text for a terminal of 80 columns. */
final class Paragraphs {

  private static final int WIDTH = 79;
  private static final String ITEM = "- ";

  private Paragraphs() {}

  /** The same words in lines that are not longer than a terminal is wide. */
  static String wrap(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder paragraph = new StringBuilder();
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith(ITEM)) {
        wrap(paragraph.toString(), lines);
        paragraph.setLength(0);
      }
      if (line.isBlank()) {
        lines.add("");
      }
      paragraph.append(line.strip()).append(' ');
    }
    wrap(paragraph.toString(), lines);
    return String.join(System.lineSeparator(), lines);
  }

  private static void wrap(String paragraph, List<String> lines) {
    String indent = paragraph.startsWith(ITEM) ? " ".repeat(ITEM.length()) : "";
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.strip().split(" +")) {
      if (line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(indent).append(word);
      } else {
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
  }
}
