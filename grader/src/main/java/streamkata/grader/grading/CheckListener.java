package streamkata.grader.grading;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Labs;

/** Listens to JUnit for the decisions of checks, whatever runs JUnit. */
public abstract class CheckListener implements TestExecutionListener {

  private final Map<String, Long> startTimes = new ConcurrentHashMap<>();
  private final Labs labs;

  /** Listens for the checks of some labs. */
  protected CheckListener(Labs labs) {
    this.labs = labs;
  }

  /**
   * The check that a test of JUnit makes.
   *
   * @param test any test, or container of tests
   * @return the check; empty if it makes none
   */
  protected final Optional<Check> checkOf(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .flatMap(source -> labs.checkOf(((MethodSource) source).getJavaMethod()));
  }

  /**
   * A check begins.
   *
   * @param check which
   */
  protected void started(Check check) {}

  /**
   * A check is decided.
   *
   * @param check which
   * @param decision what came of it
   */
  protected abstract void decided(Check check, Decision decision);

  @Override
  public final void executionStarted(TestIdentifier test) {
    startTimes.put(test.getUniqueId(), System.nanoTime());
    checkOf(test).ifPresent(this::started);
  }

  @Override
  public final void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Duration took = Duration.ofNanos(System.nanoTime() - startTimes.get(test.getUniqueId()));
    checkOf(test).ifPresent(check -> decided(check, decision(result, took)));
  }

  private static Decision decision(TestExecutionResult result, Duration took) {
    return result.getStatus() == TestExecutionResult.Status.SUCCESSFUL
        ? new Decision(Verdict.PASSED, "", took)
        : Decision.of(result.getThrowable().orElseThrow(), took);
  }
}
