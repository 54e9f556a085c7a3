package streamkata.grader.grading;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Listens to JUnit for the decisions of checks, whatever runs JUnit. */
public abstract class CheckListener implements TestExecutionListener {

  private final Map<String, Long> startTimes = new ConcurrentHashMap<>();

  /**
   * A check begins.
   *
   * @param check which
   */
  protected void started(CheckId check) {}

  /**
   * A check is decided.
   *
   * @param check which
   * @param decision what came of it
   */
  protected abstract void decided(CheckId check, Decision decision);

  @Override
  public final void executionStarted(TestIdentifier test) {
    startTimes.put(test.getUniqueId(), System.nanoTime());
    CheckId.of(test).ifPresent(this::started);
  }

  @Override
  public final void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Duration took = Duration.ofNanos(System.nanoTime() - startTimes.get(test.getUniqueId()));
    CheckId.of(test).ifPresent(check -> decided(check, decision(result, took)));
  }

  private static Decision decision(TestExecutionResult result, Duration took) {
    return result.getStatus() == TestExecutionResult.Status.SUCCESSFUL
        ? new Decision(Verdict.PASSED, "", took)
        : Decision.of(result.getThrowable().orElseThrow(), took);
  }
}
