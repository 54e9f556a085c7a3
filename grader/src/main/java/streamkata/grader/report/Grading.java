package streamkata.grader.report;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.util.HashMap;
import java.util.Map;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Grades in this JVM, with the very tests that {@code mvn test} runs. */
public final class Grading {

  private static final String LABS = "streamkata.grader.labs";

  private Grading() {}

  /**
   * Runs the tests of the selected labs.
   *
   * @param properties the properties {@code kata.*}, as {@link
   *     streamkata.grader.check.Selection#from} reads them
   * @return the grade
   */
  public static Grade grade(Map<String, String> properties) {
    Map<String, String> parameters = new HashMap<>(properties);
    parameters.put(GradeListener.QUIET, "true");
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage(LABS))
            .configurationParameters(parameters)
            .build();
    LauncherConfig plain =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .build();
    GradeListener listener = new GradeListener();
    LauncherFactory.create(plain).execute(request, listener);
    return listener.grade();
  }
}
