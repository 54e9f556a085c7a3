package streamkata.grader.grading;

import java.util.List;
import java.util.Optional;
import streamkata.grader.kit.Lab;

/**
 * The grade of one lab: one result for each of its checks, in their order.
 *
 * @param lab the lab
 * @param results one for each check of the lab
 */
public record LabGrade(Lab lab, List<CheckResult> results) {

  /**
   * The points earned.
   *
   * @return the sum over all checks
   */
  public int points() {
    return results.stream().mapToInt(CheckResult::points).sum();
  }

  /**
   * How many checks have a verdict.
   *
   * @return the number of results with that verdict
   */
  public long count(Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).count();
  }

  /**
   * Whether nothing of the lab has been attempted.
   *
   * @return whether every check is not started
   */
  public boolean isNotStarted() {
    return count(Verdict.NOT_STARTED) == results.size();
  }

  /**
   * Whether all is done.
   *
   * @return whether every check passed
   */
  public boolean isComplete() {
    return count(Verdict.PASSED) == results.size();
  }

  /**
   * What to mend first.
   *
   * @return the first failed result, in the order of the checks
   */
  public Optional<CheckResult> firstFailure() {
    return results.stream().filter(result -> result.verdict() == Verdict.FAILED).findFirst();
  }
}
