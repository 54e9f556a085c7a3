package streamkata.grader.grading;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import streamkata.grader.kit.Rung;

/**
 * The grade of one rung of a lab.
 *
 * @param rung the rung
 * @param results one for each check of the lab that is of this rung, in their order
 */
public record RungGrade(Rung rung, List<CheckResult> results) {

  /** Copies the list. */
  public RungGrade {
    results = List.copyOf(results);
  }

  /** The worst verdict of its checks. */
  public Verdict verdict() {
    return Stream.of(
            Verdict.FAILED,
            Verdict.CANNOT_BE_JUDGED,
            Verdict.GRADER_FAULT,
            Verdict.NOT_REACHED,
            Verdict.NOT_STARTED)
        .filter(worst -> results.stream().anyMatch(result -> result.verdict() == worst))
        .findFirst()
        .orElse(Verdict.PASSED);
  }

  /** The points earned. */
  public int points() {
    return results.stream().mapToInt(CheckResult::points).sum();
  }

  /** What there was to earn. */
  public int possible() {
    return results.stream().mapToInt(result -> result.check().points()).sum();
  }

  /** What its checks took together; more than what passed on the clock if some ran side by side. */
  public Duration took() {
    return results.stream().map(CheckResult::took).reduce(Duration.ZERO, Duration::plus);
  }
}
