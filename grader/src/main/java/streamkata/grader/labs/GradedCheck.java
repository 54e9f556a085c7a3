package streamkata.grader.labs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import streamkata.grader.kit.Rung;

/**
 * Marks a method that grades a lab, and says what it is about. The method takes a {@link
 * streamkata.grader.grading.Trial}; its name, in lower case with hyphens, is the id of the check.
 * Checks are done in the order in which they stand in their class.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@Tag("graded")
@ExtendWith(GradingExtension.class)
public @interface GradedCheck {

  /** The rung of the ladder that it is a part of. */
  Rung rung() default Rung.BEHAVIOUR;

  /**
   * What it is worth.
   *
   * @return points; 0 in a step, and more in a lab
   */
  int points();

  /**
   * What a right implementation does.
   *
   * @return one short sentence without a full stop
   */
  String claim();

  /**
   * What to look at when it fails, in the terms of the field.
   *
   * @return the lesson; empty where that of the rung says it
   */
  String lesson() default "";
}
