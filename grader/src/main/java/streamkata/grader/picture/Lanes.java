package streamkata.grader.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What happens, step by step: a column for each step, from left to right in the order of arrival,
 * and a row for each thing to look at.
 *
 * @param title what it shows, in a few words
 * @param columns the steps
 * @param rows each has a cell for each column
 */
public record Lanes(String title, List<Column> columns, List<Row> rows) {

  /** Copies the lists. */
  public Lanes {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The kind of a step. */
  public enum Kind {
    /** An event arrives. */
    EVENT,
    /** A watermark arrives. */
    WATERMARK,
    /** A checkpoint is complete. */
    CHECKPOINT,
    /** The job stops with a savepoint and continues. */
    SAVEPOINT,
    /** Something fails. */
    FAULT,
    /** Columns are left out here. */
    GAP
  }

  /**
   * A step.
   *
   * @param head its number, or a word
   * @param notes what else there is to say, a few short lines
   * @param sentence the same for somebody who does not see the picture
   */
  public record Column(Kind kind, String head, List<String> notes, String sentence) {

    /** Copies the list. */
    public Column {
      notes = List.copyOf(notes);
    }
  }

  /**
   * A lane.
   *
   * @param name what is in it
   * @param cells for each column what is there
   */
  public record Row(String name, List<List<Box>> cells) {

    /** Copies the list. */
    public Row {
      cells = List.copyOf(cells);
    }

    private boolean isEmpty() {
      return cells.stream().allMatch(List::isEmpty);
    }

    private Row at(List<Integer> columns) {
      return new Row(
          name,
          columns.stream().map(column -> column < 0 ? List.<Box>of() : cells.get(column)).toList());
    }
  }

  /**
   * The same with another title.
   *
   * @param other what it shows
   */
  public Lanes titled(String other) {
    return new Lanes(other, columns, rows);
  }

  /**
   * This one, and another beside it.
   *
   * @param other with the same rows
   * @param note what is different, a word or two
   */
  public Lanes then(Lanes other, String note) {
    List<Column> all = new ArrayList<>(columns);
    all.add(new Column(Kind.GAP, "", List.of(note), note + "."));
    all.addAll(other.columns);
    List<Row> both = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<List<Box>> cells = new ArrayList<>(rows.get(i).cells());
      cells.add(List.of());
      cells.addAll(other.rows.get(i).cells());
      both.add(new Row(rows.get(i).name(), cells));
    }
    return new Lanes(title, all, both);
  }

  /**
   * The same without rows that have nothing, and without events in the middle if there are too many
   * columns. Checkpoints, failures and differences stay.
   *
   * @param most about how many columns there may be
   */
  public Lanes shortened(int most) {
    List<Integer> kept = withGaps(kept(most));
    List<Column> shown = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      shown.add(kept.get(i) < 0 ? gap(kept.get(i - 1), kept.get(i + 1)) : columns.get(kept.get(i)));
    }
    return new Lanes(
        title,
        shown,
        rows.stream().filter(row -> !row.isEmpty()).map(row -> row.at(kept)).toList());
  }

  private Set<Integer> kept(int most) {
    Set<Integer> kept = new TreeSet<>();
    int left = columns.size() > most ? most - 1 : columns.size();
    for (int i = 0; i < columns.size(); i++) {
      Kind kind = columns.get(i).kind();
      if (kind != Kind.EVENT && kind != Kind.WATERMARK || differs(i) && kept.size() < left) {
        kept.add(i);
      }
    }
    for (int i = 0; kept.size() < left; i++) {
      kept.add(i);
      if (kept.size() < left) {
        kept.add(columns.size() - 1 - i);
      }
    }
    return kept;
  }

  private boolean differs(int column) {
    return rows.stream()
        .flatMap(row -> row.cells().get(column).stream())
        .anyMatch(box -> box.mark() == Box.Mark.WRONG || box.mark() == Box.Mark.MISSING);
  }

  /** A -1 where columns are left out. */
  private static List<Integer> withGaps(Set<Integer> kept) {
    List<Integer> all = new ArrayList<>();
    int before = -1;
    for (int column : kept) {
      if (column > before + 1) {
        all.add(-1);
      }
      all.add(column);
      before = column;
    }
    return all;
  }

  private static Column gap(int before, int after) {
    String count = "%d more".formatted(after - before - 1);
    return new Column(Kind.GAP, "...", List.of(count), count + " steps are left out here.");
  }

  /** All that there is to see, in sentences. */
  public String description() {
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      StringBuilder sentence = new StringBuilder();
      Column column = columns.get(i);
      boolean isNamed = !column.head().isEmpty() && column.kind() != Kind.GAP;
      sentence.append(isNamed ? "Column %s: ".formatted(column.head()) : "");
      sentence.append(column.sentence());
      for (Row row : rows) {
        String boxes = row.cells().get(i).stream().map(Box::text).collect(Collectors.joining(", "));
        if (!boxes.isEmpty() && !row.name().isEmpty() && !isSaid(row, column)) {
          sentence.append(" %s: %s.".formatted(row.name(), boxes));
        }
      }
      sentences.add(sentence.toString());
    }
    return String.join(" ", sentences);
  }

  /** What arrives is in the sentence of the column. */
  private static boolean isSaid(Row row, Column column) {
    return column.kind() == Kind.EVENT && List.of("rides", "fares", "rules").contains(row.name());
  }
}
