package streamkata.grader.grading;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** Marks the test that decides one criterion of a lab. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
public @interface Check {

  /**
   * Which criterion.
   *
   * @return the id of the criterion in the catalogue entry of the lab
   */
  String value();
}
