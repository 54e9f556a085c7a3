package streamkata.grader.grading;

import com.fasterxml.jackson.annotation.JsonValue;

/** What came of one check. */
public enum Verdict {
  /** The check is met: full points. */
  PASSED("passed"),
  /** The check is not met: no points. */
  FAILED("failed"),
  /** The exercise still waits for its solution: no points, but no mistake either. */
  NOT_STARTED("not started"),
  /** The check was not decided, because the run ended before: no points. */
  NOT_REACHED("not reached");

  private final String title;

  Verdict(String title) {
    this.title = title;
  }

  /**
   * The verdict as tables and files say it.
   *
   * @return one or two words
   */
  @JsonValue
  public String title() {
    return title;
  }
}
