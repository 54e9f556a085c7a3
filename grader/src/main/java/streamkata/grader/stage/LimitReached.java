package streamkata.grader.stage;

import java.util.List;

/** A program has worked too long, or stands still. */
final class LimitReached extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<StackTraceElement[]> traces;

  /**
   * Says what was seen.
   *
   * @param what the end of a sentence
   * @param traces where the threads of the program are, those that are computing first
   */
  LimitReached(String what, List<StackTraceElement[]> traces) {
    super(what);
    this.traces = traces;
  }

  List<StackTraceElement[]> traces() {
    return traces;
  }
}
