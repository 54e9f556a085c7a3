package streamkata.grader.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Markdown as it is read in a terminal: without its marks, in lines of one width. */
public final class Markdown {

  private static final int WIDTH = 79;
  private static final Pattern STARTS_A_LINE = Pattern.compile("\\s*(- |\\* |\\d+\\. |#+ |\\|).*");
  private static final Pattern COMMENT = Pattern.compile("<!--.*-->\\s*");
  private static final Pattern RULE = Pattern.compile("\\|[-:| ]+\\|?");

  private final List<String> lines = new ArrayList<>();
  private final StringBuilder paragraph = new StringBuilder();
  private List<String> head = List.of();
  private boolean isCode;

  private Markdown() {}

  /**
   * Sets a text for a terminal of 80 columns.
   *
   * @param text of paragraphs, lists, tables, headings and code
   * @return lines without marks; of a row of a table that is too long, a line for each cell
   */
  public static String plain(String text) {
    Markdown markdown = new Markdown();
    text.lines().forEach(markdown::add);
    markdown.endParagraph();
    return String.join(System.lineSeparator(), markdown.lines);
  }

  private void add(String line) {
    if (line.strip().startsWith("```")) {
      endParagraph();
      isCode = !isCode;
    } else if (isCode) {
      lines.add("    " + line);
    } else if (COMMENT.matcher(line).matches()) {
      endParagraph();
    } else {
      if (line.isBlank() || STARTS_A_LINE.matcher(line).matches()) {
        endParagraph();
      }
      if (line.isBlank()) {
        lines.add("");
        head = List.of();
      } else if (line.startsWith("|")) {
        row(line);
      } else {
        paragraph.append(paragraph.isEmpty() ? "" : " ").append(line.strip());
      }
    }
  }

  private void endParagraph() {
    if (!paragraph.isEmpty()) {
      lines.addAll(Fold.line(unmarked(paragraph.toString()), WIDTH));
      paragraph.setLength(0);
    }
  }

  private void row(String line) {
    if (RULE.matcher(line.strip()).matches()) {
      return;
    }
    List<String> cells =
        Stream.of(line.strip().replaceAll("^\\||\\|$", "").split("(?<!\\\\)\\|"))
            .map(cell -> unmarked(cell.strip()))
            .toList();
    if (head.isEmpty()) {
      head = cells;
      return;
    }
    for (int i = 0; i < cells.size(); i++) {
      String name = i < head.size() && !head.get(i).isEmpty() ? head.get(i) + ": " : "";
      lines.addAll(Fold.line((i == 0 ? "- " : "  ") + name + cells.get(i), WIDTH));
    }
  }

  private static String unmarked(String text) {
    return text.replaceFirst("^#+ ", "")
        .replaceAll("!\\[([^\\]]*)\\]\\([^)]*\\)", "($1)")
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .replaceAll("`([^`]*)`", "$1")
        .replaceAll("\\*\\*(.+?)\\*\\*", "$1")
        .replaceAll("(?<![\\w*])\\*([^*\\s][^*]*)\\*(?![\\w*])", "$1")
        .replace("\\|", "|");
  }
}
