package streamkata.grader.engine;

import java.time.Duration;
import java.util.Map;

/** The time limit of a check was reached. */
public final class LimitReached extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Map<Thread, StackTraceElement[]> threads;

  LimitReached(Duration limit, Map<Thread, StackTraceElement[]> threads) {
    super("it did not finish within " + limit.toSeconds() + " seconds");
    this.threads = threads;
  }

  /**
   * Where every thread of this JVM was when the limit was reached.
   *
   * @return stack traces
   */
  public Map<Thread, StackTraceElement[]> threads() {
    return threads;
  }
}
