package streamkata.grader.grading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import streamkata.grader.kit.Lab;

/**
 * The grade of everything that was selected.
 *
 * @param title what was graded: {@code exercises}, {@code solutions}, or the path of a submission
 * @param seed the seed of generated input
 * @param strict whether a lab that is not started counts as failed
 * @param labs one grade for each selected lab
 * @param next the source file to open next, with its line as {@code :LINE}; empty if all is done or
 *     there are no sources
 */
public record Grade(
    String title, long seed, boolean strict, List<LabGrade> labs, Optional<String> next) {

  /**
   * What to mend first.
   *
   * @param lab a lab
   * @param result the first of its results, in the order of the checks, that failed
   */
  public record FirstFailure(Lab lab, CheckResult result) {}

  /**
   * What to mend first.
   *
   * @return the first failure of the first lab that has one
   */
  public Optional<FirstFailure> firstFailure() {
    return labs.stream()
        .flatMap(
            lab -> lab.firstFailure().map(result -> new FirstFailure(lab.lab(), result)).stream())
        .findFirst();
  }

  /**
   * What to work on next.
   *
   * @return the lab of the first failure, or else the first that is not complete
   */
  public Optional<Lab> nextLab() {
    return nextLab(labs);
  }

  static Optional<Lab> nextLab(List<LabGrade> labs) {
    return labs.stream()
        .filter(lab -> lab.firstFailure().isPresent())
        .findFirst()
        .or(() -> labs.stream().filter(lab -> !lab.isComplete()).findFirst())
        .map(LabGrade::lab);
  }

  /**
   * The points earned.
   *
   * @return the sum over all labs
   */
  public int points() {
    return labs.stream().mapToInt(LabGrade::points).sum();
  }

  /**
   * What there was to earn.
   *
   * @return the sum over all labs
   */
  public int possible() {
    return labs.stream().mapToInt(grade -> grade.lab().points()).sum();
  }

  /**
   * Why this grade must fail a build.
   *
   * @return one sentence, or empty if nothing that was attempted is wrong
   */
  public Optional<String> complaint() {
    List<String> complaints = new ArrayList<>();
    complain(Verdict.FAILED, complaints);
    complain(Verdict.NOT_REACHED, complaints);
    if (strict) {
      complain(Verdict.NOT_STARTED, complaints);
    }
    return complaints.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d of %d points. %s.".formatted(points(), possible(), String.join("; ", complaints)));
  }

  private void complain(Verdict verdict, List<String> complaints) {
    String counts =
        labs.stream()
            .filter(grade -> grade.count(verdict) > 0)
            .map(grade -> "%s %d".formatted(grade.lab().id(), grade.count(verdict)))
            .collect(Collectors.joining(", "));
    if (!counts.isEmpty()) {
      complaints.add("Checks %s: %s".formatted(verdict.title(), counts));
    }
  }
}
