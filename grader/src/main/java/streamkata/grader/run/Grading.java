package streamkata.grader.run;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.util.Map;
import java.util.Optional;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import streamkata.grader.check.Selection;
import streamkata.grader.report.CheckId;
import streamkata.grader.report.CheckListener;
import streamkata.grader.report.Decision;
import streamkata.grader.report.Decisions;
import streamkata.grader.report.Grade;

/** Grades in this JVM: runs the test classes of the labs. */
public final class Grading {

  private static final String LABS = "streamkata.grader.labs";

  private Grading() {}

  /**
   * Grades.
   *
   * @param properties the properties {@code kata.*}, as {@link Selection#from} reads them
   * @return the grade
   */
  public static Grade grade(Map<String, String> properties) {
    Decisions decisions = new Decisions();
    run(
        properties,
        new CheckListener() {
          @Override
          protected void decided(CheckId check, Decision decision) {
            decisions.put(check, decision);
          }
        });
    return decisions.grade(Selection.from(name -> Optional.ofNullable(properties.get(name))));
  }

  /** Runs the tests and tells a listener. */
  static void run(Map<String, String> properties, CheckListener listener) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage(LABS))
            .configurationParameters(properties)
            .build();
    LauncherConfig withoutOthers =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .build();
    LauncherFactory.create(withoutOthers).execute(request, listener);
  }
}
