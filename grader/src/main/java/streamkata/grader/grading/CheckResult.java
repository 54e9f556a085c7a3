package streamkata.grader.grading;

import java.time.Duration;
import streamkata.grader.kit.Check;

/**
 * What came of a check.
 *
 * @param check the check
 * @param verdict what came of it
 * @param message why it failed, for a learner; empty unless it failed
 * @param took how long the check took; zero if it was not reached
 */
public record CheckResult(Check check, Verdict verdict, String message, Duration took) {

  /**
   * The points earned.
   *
   * @return all points of the check, or none
   */
  public int points() {
    return verdict == Verdict.PASSED ? check.points() : 0;
  }
}
