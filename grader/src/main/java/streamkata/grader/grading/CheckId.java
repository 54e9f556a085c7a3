package streamkata.grader.grading;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import streamkata.common.lab.Criterion;
import streamkata.common.lab.Lab;

/**
 * Names the check of one criterion.
 *
 * @param lab the id of the lab
 * @param criterion the id of the criterion within the lab
 */
public record CheckId(String lab, String criterion) {

  /**
   * The check of a criterion.
   *
   * @param lab a lab
   * @param criterion one of its criteria
   * @return its name
   */
  public static CheckId of(Lab lab, Criterion criterion) {
    return new CheckId(lab.id(), criterion.id());
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @param text lab and criterion with a slash between them
   * @return the name
   */
  public static CheckId parse(String text) {
    String[] parts = text.split("/", 2);
    return new CheckId(parts[0], parts[1]);
  }

  /** The check that a test of JUnit decides, if it decides one. */
  static Optional<CheckId> of(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getJavaMethod())
        .filter(method -> method.isAnnotationPresent(Check.class))
        .map(CheckId::of);
  }

  private static CheckId of(Method method) {
    return new CheckId(
        method.getDeclaringClass().getAnnotation(GradedLab.class).value(),
        method.getAnnotation(Check.class).value());
  }

  @Override
  public String toString() {
    return lab + "/" + criterion;
  }
}
