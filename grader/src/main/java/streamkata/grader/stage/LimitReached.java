package streamkata.grader.stage;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The time limit of a check was reached. */
public final class LimitReached extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<StackTraceElement[]> traces;

  LimitReached(Duration limit, List<StackTraceElement[]> traces) {
    super("it did not finish within " + limit.toSeconds() + " seconds");
    this.traces = traces;
  }

  /**
   * Where the threads of the graded program were when the limit was reached, those that were
   * computing first.
   */
  public List<StackTraceElement[]> traces() {
    return traces;
  }

  /** Whether any of those threads was in code of a package, given with a dot at its end. */
  boolean showsCodeOf(String packageName) {
    return traces.stream()
        .flatMap(Arrays::stream)
        .anyMatch(frame -> frame.getClassName().startsWith(packageName));
  }
}
