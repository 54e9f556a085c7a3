package streamkata.grader.export;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Fact;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.LabState;

/**
 * What another grader is told.
 *
 * @param grade the grade; empty if what was handed in could not be read
 * @param refusal why it could not be read; empty if it could
 */
public record Report(Optional<Grade> grade, Optional<String> refusal) {

  /** A report on what was graded. */
  public static Report of(Grade grade) {
    return new Report(Optional.of(grade), Optional.empty());
  }

  /**
   * A report on what could not be read.
   *
   * @param why one sentence
   */
  public static Report refused(String why) {
    return new Report(Optional.empty(), Optional.of(why));
  }

  /** Whether the kit has failed: then nobody is to be given points, and no 0 either. */
  public boolean isFault() {
    return grade.flatMap(Grade::fault).isPresent();
  }

  int points() {
    return grade.map(Grade::points).orElse(0);
  }

  int possible() {
    return grade.map(Grade::possible).orElse(0);
  }

  /** The share of the points that was earned, 0 to 1. */
  double fraction() {
    return possible() == 0 ? isComplete() ? 1 : 0 : (double) points() / possible();
  }

  /** The labs that count, and of the others those that are begun, in the order of the course. */
  List<LabGrade> labs() {
    return grade.map(Grade::labs).orElse(List.of()).stream()
        .filter(lab -> lab.counts() || lab.state() != LabState.NOT_STARTED)
        .toList();
  }

  /** The labs that count: their points together are {@link #points}. */
  List<LabGrade> counting() {
    return grade.map(Grade::counting).orElse(List.of());
  }

  /** The points that a check adds to the sum: none if its lab does not count. */
  int pointsOf(CheckResult result) {
    return counts(result) ? result.points() : 0;
  }

  /** The points that a check can add to the sum: none if its lab does not count. */
  int possibleOf(CheckResult result) {
    return counts(result) ? result.check().points() : 0;
  }

  private boolean counts(CheckResult result) {
    return counting().stream().anyMatch(lab -> lab.lab().id().equals(result.check().lab()));
  }

  /** All checks of these labs, in the order of the course. */
  Stream<CheckResult> results() {
    return labs().stream().flatMap(lab -> lab.results().stream());
  }

  /** Whether every check of the labs that count passed. */
  boolean isComplete() {
    return refusal.isEmpty() && counting().stream().allMatch(LabGrade::isComplete);
  }

  /** What the compiler says of labs that count and do not compile. */
  Optional<String> compileErrors() {
    return counting().stream().flatMap(lab -> lab.compileErrors().stream()).findFirst();
  }

  /** All in a sentence or two. */
  String summary() {
    return refusal.orElseGet(
        () -> {
          String next =
              grade
                  .flatMap(done -> done.first(Verdict.FAILED))
                  .map(failed -> " First failure: " + problemOf(failed))
                  .orElse("");
          return grade.map(Grade::sum).orElse("") + next;
        });
  }

  private static String problemOf(CheckResult failed) {
    boolean compiles =
        failed.facts().stream().noneMatch(fact -> fact.label().equals(Fact.COMPILER));
    return compiles
        ? "%s, %s.".formatted(failed.check().lab(), failed.check().claim())
        : "%s does not compile.".formatted(failed.check().lab());
  }

  /** Seconds that all checks took together. */
  double seconds() {
    return results().mapToLong(result -> result.took().toMillis()).sum() / 1000.0;
  }

  static String nameOf(CheckResult result) {
    return "%s: %s".formatted(result.check().name(), result.check().claim());
  }

  /** Why it earned no points; empty if it did. */
  static String outputOf(CheckResult result) {
    return result.verdict() == Verdict.PASSED
        ? ""
        : result.message().isEmpty() ? result.verdict().title() + "." : result.message();
  }
}
