package streamkata.grader.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import streamkata.common.lab.Criterion;
import streamkata.common.lab.Lab;
import streamkata.grader.check.Check;
import streamkata.grader.check.CheckFailure;
import streamkata.grader.check.GradedLab;
import streamkata.grader.check.Selection;
import streamkata.grader.submission.LabMistake;

/**
 * Scores the criteria of the catalogue by what JUnit reports, whatever runs JUnit. A criterion that
 * no test decides scores zero.
 *
 * <p>With the configuration parameter {@code kata.scoreDirectory} the score is written there after
 * each check, so that it is complete whenever the JVM dies; otherwise it is printed at the end.
 */
public final class GradeListener implements TestExecutionListener {

  /** The configuration parameter that keeps a listener from printing the score. */
  static final String QUIET = "kata.quiet";

  private final Map<String, CheckResult> results = new HashMap<>();
  private final Map<String, Long> startTimes = new HashMap<>();
  private Optional<Path> directory = Optional.empty();
  private Selection selection;
  private String invalid;
  private boolean grades;
  private boolean quiet;

  @Override
  public synchronized void testPlanExecutionStarted(TestPlan plan) {
    grades =
        plan.getRoots().stream()
            .flatMap(root -> plan.getDescendants(root).stream())
            .anyMatch(test -> check(test).isPresent());
    quiet = plan.getConfigurationParameters().getBoolean(QUIET).orElse(false);
    directory =
        quiet
            ? Optional.empty()
            : plan.getConfigurationParameters().get("kata.scoreDirectory").map(Path::of);
    try {
      selection = Selection.from(plan.getConfigurationParameters()::get);
    } catch (LabMistake e) {
      invalid = e.getMessage();
    }
    write();
  }

  @Override
  public synchronized void executionStarted(TestIdentifier test) {
    startTimes.put(test.getUniqueId(), System.nanoTime());
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    check(test)
        .ifPresent(
            method -> {
              record(method, result, took(test));
              write();
            });
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    if (grades && directory.isEmpty() && !quiet) {
      System.out.println(invalid == null ? ScoreTable.of(grade()) : invalid);
    }
  }

  /**
   * The grade as it stands.
   *
   * @return all selected labs, with every criterion that is not yet decided as never ran
   */
  public synchronized Grade grade() {
    List<LabGrade> labs = new ArrayList<>();
    for (Lab lab : selection.labs()) {
      labs.add(
          new LabGrade(
              lab,
              lab.criteria().stream()
                  .map(
                      criterion ->
                          results.getOrDefault(
                              key(lab, criterion),
                              new CheckResult(criterion, Verdict.NEVER_RAN, "", Duration.ZERO)))
                  .toList()));
    }
    String title = selection.submission().map(Path::toString).orElse(selection.implementation());
    return new Grade(
        title,
        selection.strict(),
        labs,
        labs.stream().filter(lab -> !lab.isComplete()).findFirst().flatMap(lab -> next(lab.lab())));
  }

  private void record(Method method, TestExecutionResult result, Duration took) {
    Lab lab = lab(method);
    Criterion criterion = lab.criterion(method.getAnnotation(Check.class).value());
    Verdict verdict =
        switch (result.getStatus()) {
          case SUCCESSFUL -> Verdict.PASSED;
          case ABORTED -> Verdict.NOT_STARTED;
          case FAILED -> Verdict.FAILED;
        };
    String message =
        verdict == Verdict.FAILED
            ? result.getThrowable().map(GradeListener::message).orElse("")
            : "";
    results.put(key(lab, criterion), new CheckResult(criterion, verdict, message, took));
  }

  private static String message(Throwable throwable) {
    if (throwable instanceof CheckFailure failure) {
      return failure.text();
    }
    return throwable.getMessage() == null ? throwable.toString() : throwable.getMessage();
  }

  private Duration took(TestIdentifier test) {
    return Duration.ofNanos(System.nanoTime() - startTimes.get(test.getUniqueId()));
  }

  private Optional<String> next(Lab lab) {
    return SourceLine.of(selection, lab)
        .map(at -> Grade.shortPath(selection.home(), at.file()) + ":" + at.line());
  }

  private void write() {
    if (!grades || directory.isEmpty()) {
      return;
    }
    try {
      Score.write(
          directory.get(),
          invalid == null ? ScoreTable.of(grade()) : invalid,
          invalid == null ? grade().complaint() : Optional.of(invalid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Method> check(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getJavaMethod())
        .filter(method -> method.isAnnotationPresent(Check.class));
  }

  private static Lab lab(Method method) {
    return streamkata.common.lab.Labs.byId(
        method.getDeclaringClass().getAnnotation(GradedLab.class).value());
  }

  private static String key(Lab lab, Criterion criterion) {
    return lab.id() + "/" + criterion.id();
  }
}
