package streamkata.grader.grading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Selection;

/** Prints a grade for a terminal: plain, aligned, and only one failure at a time in full. */
public final class ScoreTable {

  private static final int MOST_LINES = 39;
  private static final int LEAST_OF_MESSAGE = 12;
  private static final int MOST_NAMES = 3;
  private static final String RULE = " " + "-".repeat(78);

  private static final String FILE = Kit.TARGET + "/" + GradeJson.NAME;

  private final Grade grade;
  private final Labs labs;

  private ScoreTable(Grade grade, Labs labs) {
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
    return String.join(System.lineSeparator(), new ScoreTable(grade, labs).lines());
  }

  /** The points and what is next, in two lines. */
  public static String lastWords(Grade grade) {
    ScoreTable table = new ScoreTable(grade, new Labs(List.of()));
    return "%n%s%n %s".formatted(String.join(System.lineSeparator(), table.totals()), table.next());
  }

  private List<String> lines() {
    List<String> message =
        inFull().map(result -> result.message().lines().toList()).orElse(List.of());
    List<String> totals = totals();
    int most = MOST_LINES - 7 - totals.size();
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
    int space = most - labs.size();
    inFull()
        .map(result -> result.shortenedBy(message.size() - space, FILE))
        .ifPresent(result -> addMessage(result, space, lines));
    if (!message.isEmpty()) {
      lines.add("   How to read this: " + Kit.NOTATION);
    }
    grade.fault().ifPresent(sentence -> lines.add(" " + sentence));
    lines.add(" " + next());
    lines.add("");
    return lines;
  }

  /** A row for each course. */
  private List<String> totals() {
    return grade.courses().stream()
        .map(
            course ->
                row(
                    course.title() + ": " + title(),
                    course.points(),
                    course.possible(),
                    "  points"))
        .toList();
  }

  private String title() {
    return grade.seed() == Selection.DEFAULT_SEED
        ? grade.title()
        : grade.title() + ", -Dkata.seed=" + grade.seed();
  }

  /** All of the lab with the first failure, and so much of the others. */
  private List<String> labs(Detail others) {
    List<String> lines = new ArrayList<>();
    for (LabGrade lab : grade.labs()) {
      lines.add(row(lab.lab().id(), lab.points(), lab.lab().points(), "  " + lab.state().title()));
      if (!isSaidByItsState(lab)) {
        addRungs(lab, isInFull(lab) ? Detail.ALL : others, lines);
      }
    }
    return lines;
  }

  private static boolean isSaidByItsState(LabGrade lab) {
    int all = lab.results().size();
    return lab.isComplete() || lab.count(Verdict.NOT_STARTED) == all;
  }

  /** What is printed in full: the first failure, or else the first fault of the grader. */
  private Optional<CheckResult> inFull() {
    return grade
        .first(Verdict.FAILED)
        .or(() -> grade.first(Verdict.GRADER_FAULT))
        .or(() -> grade.first(Verdict.NOT_REACHED));
  }

  private boolean isInFull(LabGrade lab) {
    return inFull().filter(result -> result.check().lab().equals(lab.lab().id())).isPresent();
  }

  private static void addRungs(LabGrade lab, Detail detail, List<String> lines) {
    for (Verdict verdict : Verdict.values()) {
      boolean isWanted =
          detail == Detail.ALL || detail == Detail.NOT_PASSED && verdict != Verdict.PASSED;
      String rungs =
          lab.rungs().stream()
              .flatMap(rung -> rung(rung, verdict).stream())
              .collect(Collectors.joining(", "));
      if (isWanted && !rungs.isEmpty()) {
        lines.add(String.format(Locale.ROOT, "     %-16s %s", verdict.title(), rungs));
      }
    }
  }

  /** A rung in which some check has the verdict; which ones, where it is not all of them. */
  private static Optional<String> rung(RungGrade rung, Verdict verdict) {
    List<String> which =
        rung.results().stream()
            .filter(result -> result.verdict() == verdict)
            .map(result -> result.check().id())
            .toList();
    if (which.isEmpty()) {
      return Optional.empty();
    }
    String name = rung.rung().title();
    int all = rung.results().size();
    return Optional.of(
        which.size() == all
            ? name
            : which.size() > MOST_NAMES || verdict == Verdict.PASSED
                ? "%s (%d of %d)".formatted(name, which.size(), all)
                : "%s (%s)".formatted(name, String.join(", ", which)));
  }

  /** What was fed in gives way, then the middle: the last line says what to look at. */
  private static void addMessage(CheckResult result, int room, List<String> lines) {
    List<String> message = result.message().lines().toList();
    boolean fits = message.size() <= room;
    int last = message.size() - 1;
    for (int i = 0; i <= last; i++) {
      if (fits || i < room - 2 || i == last) {
        lines.add(" " + message.get(i));
      } else if (i == room - 2) {
        lines.add("   ...       %d lines more: %s".formatted(last - i, FILE));
      }
    }
  }

  private static String row(String name, int points, int possible, String remark) {
    return String.format(Locale.ROOT, " %-42s %4d / %-4d%s", name, points, possible, remark);
  }

  private String next() {
    String done = grade.labs().size() == labs.all().size() ? "All done." : "Complete.";
    return grade
        .next()
        .map(lab -> lab.lab().id() + lab.place().map(place -> ", in " + place).orElse(""))
        .map(lab -> "Next: " + lab)
        .orElse(done);
  }
}
