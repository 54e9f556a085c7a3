package streamkata.grader.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkata.grader.grading.GradeFile;
import streamkata.grader.grading.GradeFile.CheckEntry;
import streamkata.grader.grading.GradeFile.LabEntry;
import streamkata.grader.grading.GradeFile.RungEntry;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Rung;
import streamkata.grader.page.Block;
import streamkata.grader.page.Cell;
import streamkata.grader.page.Page;
import streamkata.grader.page.Paragraph;
import streamkata.grader.page.Preformatted;
import streamkata.grader.page.Section;
import streamkata.grader.page.Table;

/** The page for a student: the ladder of each lab, and what the programs make of the stream. */
public final class ReportPage {

  private ReportPage() {}

  /**
   * Makes the page.
   *
   * @param grade what the programs were graded
   * @param pictures gives pictures of a lab, by its id
   * @param stream what the pictures were made of, as the end of a sentence
   */
  public static Page of(GradeFile grade, Function<String, List<Block>> pictures, String stream) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Where you are", summary(grade)));
    for (LabEntry lab : grade.labs()) {
      sections.add(
          new Section(
              lab.id(),
              Stream.of(
                      Stream.<Block>of(new Paragraph(standing(lab))),
                      pictures.apply(lab.id()).stream(),
                      failure(lab).stream(),
                      Stream.<Block>of(checks(lab)))
                  .flatMap(blocks -> blocks)
                  .toList()));
    }
    return new Page(
        "Streamkata: " + grade.graded(),
        "%d of %d points. %s".formatted(grade.points(), grade.possible(), next(grade)),
        sections,
        "Graded at %s with seed %d. Pictures: %s.".formatted(grade.time(), grade.seed(), stream));
  }

  private static String next(GradeFile grade) {
    if (grade.next() == null) {
      return "All done.";
    }
    String place = grade.next().place();
    return "Next: %s%s.".formatted(grade.next().lab(), place.isEmpty() ? "" : ", in " + place);
  }

  private static List<Block> summary(GradeFile grade) {
    List<String> rungs =
        Stream.of(Rung.values())
            .map(Rung::title)
            .filter(
                title ->
                    grade.labs().stream()
                        .flatMap(lab -> lab.rungs().stream())
                        .anyMatch(rung -> rung.name().equals(title)))
            .toList();
    List<String> headers = new ArrayList<>(List.of("Lab", "Points"));
    headers.addAll(rungs);
    Table ladder =
        new Table(
            "The ladder of each lab",
            headers,
            grade.labs().stream().map(lab -> ladder(lab, rungs)).toList());
    return grade.firstFailure() == null
        ? List.of(ladder)
        : List.of(ladder, new Preformatted("What to mend first", grade.firstFailure().message()));
  }

  private static List<Cell> ladder(LabEntry lab, List<String> rungs) {
    Map<String, RungEntry> byName =
        lab.rungs().stream().collect(Collectors.toMap(RungEntry::name, rung -> rung));
    List<Cell> cells =
        new ArrayList<>(
            List.of(Cell.text(lab.id()), Cell.number(lab.points() + " / " + lab.possible())));
    for (String rung : rungs) {
      cells.add(
          byName.containsKey(rung)
              ? verdict(byName.get(rung).verdict())
              : new Cell("", Cell.Kind.NONE));
    }
    return cells;
  }

  private static Cell verdict(Verdict verdict) {
    return new Cell(
        verdict.title(),
        switch (verdict) {
          case PASSED -> Cell.Kind.GOOD;
          case FAILED -> Cell.Kind.BAD;
          case NOT_STARTED, NOT_REACHED, GRADER_FAULT -> Cell.Kind.OPEN;
        });
  }

  private static String standing(LabEntry lab) {
    return String.format(
        Locale.ROOT,
        "%d of %d points, %s. Its checks took %.1f seconds.",
        lab.points(),
        lab.possible(),
        lab.state(),
        lab.seconds());
  }

  private static List<Block> failure(LabEntry lab) {
    return lab.rungs().stream()
        .flatMap(rung -> rung.checks().stream())
        .filter(check -> check.verdict() == Verdict.FAILED)
        .limit(1)
        .<Block>map(check -> new Preformatted("First failure of " + lab.id(), check.message()))
        .toList();
  }

  private static Table checks(LabEntry lab) {
    List<List<Cell>> rows = new ArrayList<>();
    for (RungEntry rung : lab.rungs()) {
      for (CheckEntry check : rung.checks()) {
        rows.add(
            List.of(
                Cell.text(rung.name()),
                Cell.text(check.claim()),
                verdict(check.verdict()),
                Cell.number(check.points() + " / " + check.possible()),
                Cell.number(String.format(Locale.ROOT, "%.2f", check.seconds()))));
      }
    }
    return new Table(
        "All checks of " + lab.id(),
        List.of("Rung", "What a right program does", "Verdict", "Points", "Seconds"),
        rows,
        true);
  }
}
