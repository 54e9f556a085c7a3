package streamkata.grader.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import streamkata.common.lab.Rung;

/** Prints a grade for a terminal: plain, aligned, and only one failure at a time in full. */
public final class ScoreTable {

  private static final String RULE = " " + "-".repeat(78);

  private ScoreTable() {}

  /**
   * Prints a grade.
   *
   * @param grade what to print
   * @return several lines
   */
  public static String of(Grade grade) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(row("Streamkata: " + grade.title(), grade.points(), grade.possible(), "points"));
    lines.add(RULE);
    grade.labs().forEach(lab -> addLab(lab, lines));
    lines.add(RULE);
    firstFailure(grade).ifPresent(result -> lines.add(" " + result.message()));
    lines.add(" " + next(grade));
    lines.add("");
    return String.join(System.lineSeparator(), lines);
  }

  private static void addLab(LabGrade lab, List<String> lines) {
    String state =
        lab.isComplete() ? "complete" : lab.isNotStarted() ? "not started" : "in progress";
    lines.add(row(lab.lab().id(), lab.points(), lab.lab().points(), state));
    if (lab.isComplete() || lab.isNotStarted()) {
      return;
    }
    for (Verdict verdict : Verdict.values()) {
      String rungs = rungs(lab, verdict);
      if (!rungs.isEmpty()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "     %-12s %s",
                verdict.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                rungs));
      }
    }
  }

  /** The rungs in which some criterion has the verdict; which ones, where it is not all of them. */
  private static String rungs(LabGrade lab, Verdict verdict) {
    Map<Rung, List<CheckResult>> byRung = new EnumMap<>(Rung.class);
    for (CheckResult result : lab.results()) {
      byRung.computeIfAbsent(result.criterion().rung(), rung -> new ArrayList<>()).add(result);
    }
    return byRung.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(r -> r.verdict() == verdict))
        .map(entry -> rung(entry.getKey(), entry.getValue(), verdict))
        .collect(Collectors.joining(", "));
  }

  private static String rung(Rung rung, List<CheckResult> results, Verdict verdict) {
    List<String> which =
        results.stream()
            .filter(result -> result.verdict() == verdict)
            .map(result -> result.criterion().id())
            .toList();
    return which.size() == results.size()
        ? rung.title()
        : rung.title() + " (" + String.join(", ", which) + ")";
  }

  private static String row(String name, int points, int possible, String remark) {
    return String.format(Locale.ROOT, " %-52s %4d / %-4d %s", name, points, possible, remark);
  }

  private static Optional<CheckResult> firstFailure(Grade grade) {
    return grade.labs().stream().flatMap(lab -> lab.firstFailure().stream()).findFirst();
  }

  private static String next(Grade grade) {
    Optional<LabGrade> unfinished =
        grade.labs().stream().filter(lab -> !lab.isComplete()).findFirst();
    if (unfinished.isEmpty()) {
      return "All done.";
    }
    String lab = unfinished.get().lab().id();
    return grade.next().map(file -> "Next: %s, in %s".formatted(lab, file)).orElse("Next: " + lab);
  }
}
