package streamkata.grader.grading;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import streamkata.common.lab.Criterion;
import streamkata.common.lab.Lab;
import streamkata.grader.kit.Selection;
import streamkata.grader.submission.Submission;

/**
 * The checks of one lab, for whoever runs them one by one and not as tests of JUnit. They are the
 * same methods, and judge in the same way.
 */
public final class LabChecks {

  private static final String LABS = "streamkata.grader.labs";

  private final Lab lab;
  private final Class<?> testClass;
  private final Map<String, Method> byCriterion = new HashMap<>();

  private LabChecks(Lab lab, Class<?> testClass) {
    this.lab = lab;
    this.testClass = testClass;
    ReflectionSupport.findMethods(
            testClass,
            method -> method.isAnnotationPresent(Check.class),
            HierarchyTraversalMode.TOP_DOWN)
        .forEach(method -> byCriterion.put(method.getAnnotation(Check.class).value(), method));
  }

  /** Finds the checks of a lab. */
  public static LabChecks of(Lab lab) {
    List<Class<?>> found =
        ReflectionSupport.findAllClassesInPackage(LABS, type -> isTestOf(lab, type), name -> true);
    return new LabChecks(lab, found.get(0));
  }

  /**
   * Runs the check of a criterion. An interrupt of the calling thread ends it early, with an
   * exception that says nothing about the program.
   *
   * @param criterion one of the criteria of the lab
   * @param selection how to grade
   * @param submission what is graded
   * @param first is told how it fails, if it does, before a smaller input is looked for that shows
   *     the same; not every check does that
   * @throws CheckFailure if the criterion is not met
   * @throws org.opentest4j.TestAbortedException if the lab is not started
   * @throws Throwable for a mistake of the kit
   */
  public void run(
      Criterion criterion, Selection selection, Submission submission, Consumer<CheckFailure> first)
      throws Throwable {
    Judge judge = new Judge(lab, selection, () -> submission);
    judge.decide(
        criterion,
        () ->
            ReflectionSupport.invokeMethod(
                byCriterion.get(criterion.id()),
                ReflectionSupport.newInstance(testClass),
                judge.trial()),
        first);
  }

  private static boolean isTestOf(Lab lab, Class<?> type) {
    GradedLab graded = type.getAnnotation(GradedLab.class);
    return graded != null && graded.value().equals(lab.id());
  }
}
