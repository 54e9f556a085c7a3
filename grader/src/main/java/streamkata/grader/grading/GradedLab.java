package streamkata.grader.grading;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Marks a test class that grades a lab. Its methods with {@link Check} take a {@link Trial}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(GradingExtension.class)
public @interface GradedLab {

  /**
   * Which lab.
   *
   * @return the id of the lab in the catalogue
   */
  String value();
}
