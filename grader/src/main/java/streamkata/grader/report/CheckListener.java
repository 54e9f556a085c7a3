package streamkata.grader.report;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import streamkata.grader.check.CheckFailure;

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
    return switch (result.getStatus()) {
      case SUCCESSFUL -> new Decision(Verdict.PASSED, "", took);
      case ABORTED -> new Decision(Verdict.NOT_STARTED, "", took);
      case FAILED ->
          new Decision(
              Verdict.FAILED,
              result.getThrowable().map(CheckListener::message).orElse("no reason given"),
              took);
    };
  }

  /** A failure that is not a {@link CheckFailure} is a mistake of the kit, and said to be one. */
  private static String message(Throwable throwable) {
    return throwable instanceof CheckFailure failure
        ? failure.getMessage()
        : "The grader itself failed; please report this: " + throwable;
  }
}
