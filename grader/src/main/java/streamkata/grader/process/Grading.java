package streamkata.grader.process;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.Optional;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import streamkata.grader.grading.CheckListener;
import streamkata.grader.grading.Decision;
import streamkata.grader.grading.Decisions;
import streamkata.grader.grading.Grade;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Selection;

/** Grades in this JVM: runs the checks of labs with JUnit. */
public final class Grading {

  private static final int CONCURRENT_CHECKS = 4;

  private Grading() {}

  /**
   * Grades.
   *
   * @param labs the labs that there are
   * @param properties the properties {@code kata.*}, as {@link Selection#from} reads them
   */
  public static Grade grade(Labs labs, Map<String, String> properties) {
    Decisions decisions = new Decisions();
    run(
        labs,
        properties,
        true,
        new CheckListener(labs) {
          @Override
          protected void decided(Check check, Decision decision) {
            decisions.put(check, decision);
          }
        });
    return decisions.grade(Selection.from(labs, name -> Optional.ofNullable(properties.get(name))));
  }

  /** Runs the checks, one after the other or several at a time, and tells a listener. */
  static void run(
      Labs labs, Map<String, String> properties, boolean concurrent, CheckListener listener) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(labs.all().stream().map(lab -> selectClass(lab.checksClass())).toList())
            .configurationParameters(properties)
            .configurationParameter(
                "junit.jupiter.execution.parallel.enabled", Boolean.toString(concurrent))
            .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism",
                Integer.toString(CONCURRENT_CHECKS))
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.max-pool-size",
                Integer.toString(CONCURRENT_CHECKS))
            .build();
    LauncherConfig withoutOthers =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .build();
    LauncherFactory.create(withoutOthers).execute(request, listener);
  }
}
