package streamkata.grader.grading;

import java.time.Duration;
import org.opentest4j.TestAbortedException;

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

  /**
   * Of a check that did not pass.
   *
   * @param thrown what the check threw; what is not a {@link CheckFailure} is a mistake of the kit,
   *     and said to be one
   * @param took how long the check took
   */
  public static Decision of(Throwable thrown, Duration took) {
    if (thrown instanceof TestAbortedException) {
      return new Decision(Verdict.NOT_STARTED, "", took);
    }
    return new Decision(
        Verdict.FAILED,
        thrown instanceof CheckFailure failure
            ? failure.getMessage()
            : "The grader itself failed; please report this: " + thrown,
        took);
  }
}
