package streamkata.grader.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The grade of everything that was selected.
 *
 * @param title what was graded: {@code exercises}, {@code solutions}, or the path of a submission;
 *     and the seed of generated input, if it is not the usual one
 * @param strict whether a lab that is not started counts as failed
 * @param labs one grade for each selected lab
 * @param next the source file to open next, with its line as {@code :LINE}; empty if all is done or
 *     there are no sources
 */
public record Grade(String title, boolean strict, List<LabGrade> labs, Optional<String> next) {

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
    complain(Verdict.FAILED, "failed", complaints);
    complain(Verdict.NEVER_RAN, "never ran", complaints);
    if (strict) {
      complain(Verdict.NOT_STARTED, "not started", complaints);
    }
    return complaints.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d of %d points. %s.".formatted(points(), possible(), String.join("; ", complaints)));
  }

  private void complain(Verdict verdict, String what, List<String> complaints) {
    String counts =
        labs.stream()
            .filter(grade -> grade.count(verdict) > 0)
            .map(grade -> "%s %d".formatted(grade.lab().id(), grade.count(verdict)))
            .collect(Collectors.joining(", "));
    if (!counts.isEmpty()) {
      complaints.add("Checks %s: %s".formatted(what, counts));
    }
  }
}
