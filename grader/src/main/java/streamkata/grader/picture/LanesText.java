package streamkata.grader.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import streamkata.grader.picture.Lanes.Column;
import streamkata.grader.picture.Lanes.Row;

/** Draws lanes as lines for a terminal. */
public final class LanesText {

  private static final int NAMES = 11;
  private static final int COLUMN = 10;
  private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d");

  private LanesText() {}

  /**
   * Draws.
   *
   * @param width how many letters a line can have
   * @return the lines; none if the width does not allow it
   */
  public static List<String> of(Lanes lanes, int width) {
    int most = (width - NAMES) / COLUMN;
    if (most < 4) {
      return List.of();
    }
    Lanes shortened = lanes.shortened(most - 1);
    if (shortened.columns().size() > most) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(line("", shortened.columns().stream().map(LanesText::head).toList()));
    for (Row row : shortened.rows()) {
      List<List<String>> cells = row.cells().stream().map(LanesText::cell).toList();
      int tall = cells.stream().mapToInt(List::size).max().orElse(1);
      for (int i = 0; i < tall; i++) {
        int at = i;
        lines.add(
            line(
                i == 0 ? row.name() : "",
                cells.stream().map(cell -> at < cell.size() ? cell.get(at) : "").toList()));
      }
    }
    return lines;
  }

  private static String head(Column column) {
    return switch (column.kind()) {
      case EVENT, GAP -> column.head();
      case WATERMARK -> watermark(column);
      case CHECKPOINT -> "| saved";
      case SAVEPOINT -> "| moved";
      case FAULT -> "! fails";
    };
  }

  /** With its time, if that has room beside the sign; a date has none. */
  private static String watermark(Column column) {
    return column.notes().stream()
        .filter(note -> TIME.matcher(note).matches())
        .map(time -> ": " + time)
        .findFirst()
        .orElse(": " + column.head());
  }

  private static List<String> cell(List<Box> boxes) {
    List<String> lines = new ArrayList<>();
    for (Box box : boxes) {
      String sign =
          switch (box.mark()) {
            case NONE -> "";
            case AGAIN -> "again ";
            case UNDONE -> "-";
            case WRONG -> "!";
            case MISSING -> "?";
          };
      lines.add(sign + box.lines().get(0));
      lines.addAll(box.lines().subList(1, box.lines().size()));
    }
    return lines;
  }

  private static String line(String name, List<String> cells) {
    StringBuilder line = new StringBuilder(padded(name, NAMES));
    cells.forEach(cell -> line.append(padded(cell, COLUMN)));
    return line.toString().stripTrailing();
  }

  private static String padded(String text, int width) {
    String cut = text.length() < width ? text : text.substring(0, width - 1);
    return String.format(Locale.ROOT, "%-" + width + "s", cut);
  }
}
