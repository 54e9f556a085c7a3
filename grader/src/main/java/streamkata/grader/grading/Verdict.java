package streamkata.grader.grading;

import java.util.stream.Stream;

/** What came of one check. */
public enum Verdict {
  /** The program does what the check claims: full points. */
  PASSED("passed"),
  /** It does not: no points. */
  FAILED("failed"),
  /**
   * It does not, but neither does it without the trouble that the check makes: no points, and what
   * is wrong is told elsewhere.
   */
  CANNOT_BE_JUDGED("cannot be judged"),
  /** The exercise still waits for its solution: no points, but no mistake either. */
  NOT_STARTED("not started"),
  /** The check was not decided, because the run ended before: no points. */
  NOT_REACHED("not reached"),
  /** The kit itself failed: no points, but no mistake of the program either. */
  GRADER_FAULT("grader fault");

  private final String title;

  Verdict(String title) {
    this.title = title;
  }

  /**
   * The verdict as tables and files say it.
   *
   * @return one or two words
   */
  public String title() {
    return title;
  }

  /**
   * The verdict with a title.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Verdict of(String title) {
    return Stream.of(values())
        .filter(verdict -> verdict.title.equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no verdict: " + title));
  }
}
