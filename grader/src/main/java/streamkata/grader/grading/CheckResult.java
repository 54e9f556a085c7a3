package streamkata.grader.grading;

import java.time.Duration;
import streamkata.common.lab.Criterion;

/**
 * What came of the check of one criterion.
 *
 * @param criterion the criterion
 * @param verdict what came of it
 * @param message why it failed, for a learner; empty unless it failed
 * @param took how long the check took; zero if it was not reached
 */
public record CheckResult(Criterion criterion, Verdict verdict, String message, Duration took) {

  /**
   * The points earned.
   *
   * @return all points of the criterion, or none
   */
  public int points() {
    return verdict == Verdict.PASSED ? criterion.points() : 0;
  }
}
