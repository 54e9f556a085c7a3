package streamkata.grader.stage;

import java.util.List;

/** A program has worked too long, or stands still. */
final class LimitReached extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean isOfStandstill;
  private final transient List<StackTraceElement[]> traces;

  /**
   * Says what was seen.
   *
   * @param what the end of a sentence
   * @param isOfStandstill whether nothing happens any more
   * @param traces where the threads of the program are, those that are computing first
   */
  LimitReached(String what, boolean isOfStandstill, List<StackTraceElement[]> traces) {
    super(what);
    this.isOfStandstill = isOfStandstill;
    this.traces = traces;
  }

  boolean isOfStandstill() {
    return isOfStandstill;
  }

  List<StackTraceElement[]> traces() {
    return traces;
  }
}
