package streamkata.grader.classroom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Lab;
import streamkata.grader.page.Block;
import streamkata.grader.page.Cell;
import streamkata.grader.page.Drawn;
import streamkata.grader.page.Folded;
import streamkata.grader.page.Page;
import streamkata.grader.page.Paragraph;
import streamkata.grader.page.Preformatted;
import streamkata.grader.page.Section;

/** What one student is told: what was lost and why, as a page and as text. Nobody else is in it. */
final class Feedback {

  private final String student;
  private final List<Row> rows;
  private final Table table;
  private final Map<String, Lab> labs;
  private final Function<String, Optional<Result>> results;

  /**
   * Prepares it.
   *
   * @param student who
   * @param rows of the student
   * @param table what is known of the class
   * @param results finds a result by its key
   */
  Feedback(
      String student, List<Row> rows, Table table, Function<String, Optional<Result>> results) {
    this.student = student;
    this.rows = rows;
    this.table = table;
    this.labs = table.labs().stream().collect(Collectors.toMap(Lab::id, lab -> lab));
    this.results = results;
  }

  /** The page. */
  Page page() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Points", List.of(overview())));
    rows.forEach(row -> sections.add(new Section(row.lab(), blocks(row))));
    return new Page(
        student,
        points(),
        sections,
        "Graded by Streamkata %s with seed %d.".formatted(rows.get(0).kit(), rows.get(0).seed()));
  }

  /** The same as text. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("%s: %s".formatted(student, points()));
    for (Row row : rows) {
      lines.add("");
      lines.add("== %s: %s ==".formatted(row.lab(), standing(row)));
      if (!row.remarks().isEmpty()) {
        lines.add(row.remarks());
      }
      Optional<Result> result = result(row);
      result
          .map(Feedback::told)
          .orElse(List.of())
          .forEach(
              told -> {
                lines.add("");
                lines.add(told.message());
              });
      result.flatMap(Feedback::notJudged).ifPresent(lines::add);
      result
          .flatMap(Result::picture)
          .ifPresent(
              picture -> {
                lines.add("");
                lines.add(picture.text());
              });
    }
    return String.join("\n", lines) + "\n";
  }

  private String points() {
    int max = table.counting(rows).stream().mapToInt(Row::max).sum();
    return table
        .total(rows)
        .map(total -> "%d of %d points.".formatted(total, max))
        .orElse("The points are not known yet.");
  }

  private Block overview() {
    return new streamkata.grader.page.Table(
        "All labs",
        List.of("Lab", "Points", "State"),
        rows.stream()
            .map(
                row ->
                    List.of(
                        Cell.text(row.lab()),
                        Cell.number(ofMax(row)),
                        new Cell(row.state().title(), ClassPage.kind(row.state()))))
            .toList());
  }

  private List<Block> blocks(Row row) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Paragraph(standing(row) + "."));
    if (!row.remarks().isEmpty()) {
      blocks.add(new Paragraph(row.remarks()));
    }
    Optional<Result> result = result(row);
    List<CheckResult> told = result.map(Feedback::told).orElse(List.of());
    for (int i = 0; i < told.size(); i++) {
      blocks.add(message(told.get(i)));
      if (i == 0) {
        result
            .flatMap(Result::picture)
            .map(
                picture ->
                    new Drawn(
                        "The script of the first failure: " + picture.title(),
                        picture.description(),
                        picture.svg()))
            .ifPresent(blocks::add);
      }
    }
    result.flatMap(Feedback::notJudged).map(Paragraph::new).ifPresent(blocks::add);
    result
        .filter(known -> known.state().hasPoints())
        .ifPresent(known -> blocks.add(allChecks(known.grade())));
    return blocks;
  }

  private static Block message(CheckResult result) {
    return new Preformatted(
        "%s, %d %s lost"
            .formatted(
                result.check().id(),
                result.check().points(),
                result.check().points() == 1 ? "point" : "points"),
        result.message());
  }

  private static Block allChecks(LabGrade grade) {
    return new Folded(
        "All checks of " + grade.lab().id(),
        List.of(
            new streamkata.grader.page.Table(
                "What a right program does",
                List.of("Rung", "Claim", "Verdict", "Points"),
                grade.results().stream()
                    .map(
                        one ->
                            List.of(
                                Cell.text(one.check().rung().title()),
                                Cell.text(one.check().claim()),
                                new Cell(
                                    one.verdict().title(),
                                    one.verdict() == Verdict.PASSED
                                        ? Cell.Kind.GOOD
                                        : one.verdict() == Verdict.FAILED
                                            ? Cell.Kind.BAD
                                            : Cell.Kind.OPEN),
                                Cell.number(one.points() + " / " + one.check().points())))
                    .toList())));
  }

  /** What is told in full: of code that does not compile, that once. */
  private static List<CheckResult> told(Result result) {
    List<CheckResult> failed =
        result.grade().results().stream()
            .filter(one -> one.verdict() == Verdict.FAILED || one.verdict() == Verdict.NOT_REACHED)
            .filter(one -> !one.message().isEmpty())
            .toList();
    return result.state() == State.DOES_NOT_COMPILE ? failed.stream().limit(1).toList() : failed;
  }

  private static Optional<String> notJudged(Result result) {
    String ids =
        result.grade().results().stream()
            .filter(one -> one.verdict() == Verdict.CANNOT_BE_JUDGED)
            .map(one -> one.check().id())
            .collect(Collectors.joining(", "));
    return ids.isEmpty()
        ? Optional.empty()
        : Optional.of("Not judged before that is mended: %s.".formatted(ids));
  }

  private Optional<Result> result(Row row) {
    return row.key().isEmpty() || !labs.containsKey(row.lab())
        ? Optional.empty()
        : results.apply(row.key());
  }

  private static String standing(Row row) {
    return row.points().isPresent()
        ? "%s points, %s".formatted(ofMax(row), row.state().title())
        : row.state().title();
  }

  private static String ofMax(Row row) {
    return row.points().map(points -> "%d / %d".formatted(points, row.max())).orElse("?");
  }
}
