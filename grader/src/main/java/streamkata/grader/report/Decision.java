package streamkata.grader.report;

import java.time.Duration;

/**
 * What came of a check, apart from what it was about.
 *
 * @param verdict what came of it
 * @param message why it failed, for a learner; empty unless it failed
 * @param took how long the check took
 */
public record Decision(Verdict verdict, String message, Duration took) {

  /** Of a check that was not decided. */
  static final Decision NONE = new Decision(Verdict.NOT_REACHED, "", Duration.ZERO);
}
