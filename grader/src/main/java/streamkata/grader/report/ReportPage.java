package streamkata.grader.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.RungGrade;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.LabState;
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
   * @param pictures gives pictures of a lab
   * @param stream what the pictures were made of, as the end of a sentence
   */
  public static Page of(Grade grade, Function<Lab, List<Block>> pictures, String stream) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Where you are", summary(grade)));
    for (LabGrade lab : begun(grade)) {
      sections.add(
          new Section(
              lab.lab().id(),
              Stream.of(
                      Stream.<Block>of(new Paragraph(standing(lab))),
                      pictures.apply(lab.lab()).stream(),
                      failure(lab),
                      Stream.<Block>of(checks(lab)))
                  .flatMap(blocks -> blocks)
                  .toList()));
    }
    return new Page(
        "Streamkata: " + grade.title(),
        "%s %s".formatted(grade.sum(), next(grade)),
        sections,
        "Graded at %s with seed %d. Pictures: %s.".formatted(grade.time(), grade.seed(), stream));
  }

  /** Of the others there is nothing to show. */
  private static List<LabGrade> begun(Grade grade) {
    return grade.labs().stream().filter(lab -> lab.state() != LabState.NOT_STARTED).toList();
  }

  private static String next(Grade grade) {
    return grade
        .next()
        .map(lab -> lab.lab().id() + lab.place().map(place -> ", in " + place).orElse(""))
        .map("Next: %s."::formatted)
        .orElse("All done.");
  }

  private static List<Block> summary(Grade grade) {
    List<Rung> rungs =
        Stream.of(Rung.values())
            .filter(rung -> begun(grade).stream().anyMatch(lab -> lab.lab().has(rung)))
            .toList();
    List<String> headers = new ArrayList<>(List.of("Lab", "Points"));
    rungs.forEach(rung -> headers.add(rung.title()));
    List<Block> blocks = new ArrayList<>();
    if (!begun(grade).isEmpty()) {
      blocks.add(
          new Table(
              "The ladder of each lab",
              headers,
              begun(grade).stream().map(lab -> ladder(lab, rungs)).toList()));
    }
    notStarted(grade.labs().size() - begun(grade).size(), begun(grade).size())
        .map(Paragraph::new)
        .ifPresent(blocks::add);
    grade.fault().map(Paragraph::new).ifPresent(blocks::add);
    grade
        .first(Verdict.FAILED)
        .map(result -> new Preformatted("What to mend first", result.message()))
        .ifPresent(blocks::add);
    return blocks;
  }

  private static Optional<String> notStarted(int count, int begun) {
    if (count == 0) {
      return Optional.empty();
    }
    return Optional.of(
        begun == 0
            ? "No lab is started yet."
            : count == 1 ? "1 more lab is not started." : count + " more labs are not started.");
  }

  private static List<Cell> ladder(LabGrade lab, List<Rung> rungs) {
    Map<Rung, RungGrade> byRung =
        lab.rungs().stream().collect(Collectors.toMap(RungGrade::rung, grade -> grade));
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.text(lab.lab().id()));
    cells.add(Cell.number(lab.points() + " / " + lab.lab().points()));
    for (Rung rung : rungs) {
      cells.add(
          byRung.containsKey(rung)
              ? verdict(byRung.get(rung).verdict())
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
          case CANNOT_BE_JUDGED, NOT_STARTED, NOT_REACHED, GRADER_FAULT -> Cell.Kind.OPEN;
        });
  }

  private static String standing(LabGrade lab) {
    return "%d of %d points, %s.".formatted(lab.points(), lab.lab().points(), lab.state().title());
  }

  private static Stream<Block> failure(LabGrade lab) {
    String id = lab.lab().id();
    return Stream.concat(
        message("First failure of " + id, lab.first(Verdict.FAILED)),
        message("Grader fault in " + id, lab.first(Verdict.GRADER_FAULT)));
  }

  private static Stream<Block> message(String title, Optional<CheckResult> result) {
    return result.stream().map(one -> new Preformatted(title, one.message()));
  }

  private static Table checks(LabGrade lab) {
    return new Table(
        "All checks of " + lab.lab().id(),
        List.of("Rung", "What a right program does", "Verdict", "Points", "Seconds"),
        lab.rungs().stream().flatMap(rung -> rung.results().stream()).map(ReportPage::row).toList(),
        true);
  }

  private static List<Cell> row(CheckResult result) {
    Check check = result.check();
    return List.of(
        Cell.text(check.rung().title()),
        Cell.text(check.claim()),
        verdict(result.verdict()),
        Cell.number(result.points() + " / " + check.points()),
        Cell.number(String.format(Locale.ROOT, "%.2f", result.took().toMillis() / 1000.0)));
  }
}
