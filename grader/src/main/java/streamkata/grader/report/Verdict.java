package streamkata.grader.report;

/** What came of one check. */
public enum Verdict {
  /** The criterion is met: full points. */
  PASSED,
  /** The criterion is not met: no points. */
  FAILED,
  /** The exercise still waits for its solution: no points, but no mistake either. */
  NOT_STARTED,
  /** The check was not decided, because the run ended before: no points. */
  NEVER_RAN
}
