package streamkata.grader.grading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import streamkata.grader.grading.GradeFile.CheckEntry;
import streamkata.grader.grading.GradeFile.LabEntry;
import streamkata.grader.grading.GradeFile.RungEntry;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Selection;

/** Prints a grade for a terminal: plain, aligned, and only one failure at a time in full. */
public final class ScoreTable {

  private static final int MOST_LINES = 39;
  private static final int LEAST_OF_MESSAGE = 12;
  private static final int MOST_NAMES = 3;
  private static final String RULE = " " + "-".repeat(78);

  private final GradeFile grade;
  private final Labs labs;

  private ScoreTable(GradeFile grade, Labs labs) {
    this.grade = grade;
    this.labs = labs;
  }

  /** How much is said of the rungs of a lab that is in progress. */
  private enum Detail {
    ALL,
    NOT_PASSED,
    NONE
  }

  /**
   * Prints a grade.
   *
   * @param grade what to print
   * @param labs the labs that there are
   * @return several lines, fewer than 40
   */
  public static String of(Grade grade, Labs labs) {
    return of(GradeFile.of(grade), labs);
  }

  /**
   * Prints a grade.
   *
   * @param grade what to print
   * @param labs the labs that there are
   * @return several lines, fewer than 40
   */
  public static String of(GradeFile grade, Labs labs) {
    return String.join(System.lineSeparator(), new ScoreTable(grade, labs).lines());
  }

  private List<String> lines() {
    List<String> message =
        grade.firstFailure() == null ? List.of() : grade.firstFailure().message().lines().toList();
    List<String> totals = totals();
    int most = MOST_LINES - 5 - totals.size();
    int room = most - Math.min(message.size(), LEAST_OF_MESSAGE);
    List<String> labs = List.of();
    for (Detail others : Detail.values()) {
      labs = labs(others);
      if (labs.size() <= room) {
        break;
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(totals);
    lines.add(RULE);
    lines.addAll(labs);
    lines.add(RULE);
    addMessage(message, most - labs.size(), lines);
    lines.add(" " + next());
    lines.add("");
    return lines;
  }

  /** A row for each course. */
  private List<String> totals() {
    List<String> rows = new ArrayList<>();
    grade.labs().stream()
        .collect(
            Collectors.groupingBy(
                lab -> labs.byId(lab.id()).course(), LinkedHashMap::new, Collectors.toList()))
        .forEach((course, entries) -> rows.add(total(course, entries)));
    return rows;
  }

  private String total(String course, List<LabEntry> entries) {
    return row(
        course + ": " + title(),
        entries.stream().mapToInt(LabEntry::points).sum(),
        entries.stream().mapToInt(LabEntry::possible).sum(),
        "  points");
  }

  private String title() {
    return grade.seed() == Selection.DEFAULT_SEED
        ? grade.graded()
        : grade.graded() + ", -Dkata.seed=" + grade.seed();
  }

  /** All of the lab with the first failure, and so much of the others. */
  private List<String> labs(Detail others) {
    List<String> lines = new ArrayList<>();
    for (LabEntry lab : grade.labs()) {
      String time =
          lab.state().equals("not started")
              ? ""
              : String.format(Locale.ROOT, "%.1f s", lab.seconds());
      lines.add(
          row(lab.id(), lab.points(), lab.possible(), "%8s  %s".formatted(time, lab.state())));
      if (lab.state().equals("in progress")) {
        addRungs(lab, isFirstToFail(lab) ? Detail.ALL : others, lines);
      }
    }
    return lines;
  }

  private boolean isFirstToFail(LabEntry lab) {
    return grade.firstFailure() != null && grade.firstFailure().lab().equals(lab.id());
  }

  private static void addRungs(LabEntry lab, Detail detail, List<String> lines) {
    for (Verdict verdict : Verdict.values()) {
      boolean isWanted =
          detail == Detail.ALL || detail == Detail.NOT_PASSED && verdict != Verdict.PASSED;
      String rungs =
          lab.rungs().stream()
              .flatMap(rung -> rung(rung, verdict).stream())
              .collect(Collectors.joining(", "));
      if (isWanted && !rungs.isEmpty()) {
        lines.add(String.format(Locale.ROOT, "     %-12s %s", verdict.title(), rungs));
      }
    }
  }

  /** A rung in which some check has the verdict; which ones, where it is not all of them. */
  private static Optional<String> rung(RungEntry rung, Verdict verdict) {
    List<String> which =
        rung.checks().stream()
            .filter(check -> check.verdict() == verdict)
            .map(CheckEntry::id)
            .toList();
    if (which.isEmpty()) {
      return Optional.empty();
    }
    int all = rung.checks().size();
    return Optional.of(
        which.size() == all
            ? rung.name()
            : which.size() > MOST_NAMES || verdict == Verdict.PASSED
                ? "%s (%d of %d)".formatted(rung.name(), which.size(), all)
                : "%s (%s)".formatted(rung.name(), String.join(", ", which)));
  }

  private static void addMessage(List<String> message, int room, List<String> lines) {
    boolean fits = message.size() <= room;
    // The last line says what to look at; what is left out is in the middle, the longest part.
    int last = message.size() - 1;
    for (int i = 0; i <= last; i++) {
      if (fits || i < room - 2 || i == last) {
        lines.add(" " + message.get(i));
      } else if (i == room - 2) {
        lines.add(
            "   ...       %d lines more: %s/%s".formatted(last - i, Kit.TARGET, GradeFile.NAME));
      }
    }
  }

  private static String row(String name, int points, int possible, String remark) {
    return String.format(Locale.ROOT, " %-42s %4d / %-4d%s", name, points, possible, remark);
  }

  private String next() {
    if (grade.next() == null) {
      return grade.labs().size() == labs.all().size() ? "All done." : "Complete.";
    }
    String place = grade.next().place();
    return "Next: " + grade.next().lab() + (place.isEmpty() ? "" : ", in " + place);
  }
}
