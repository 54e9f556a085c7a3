package streamkata.common.lab;

import java.util.Locale;

/**
 * One thing that a lab's implementation is graded on; exactly one check of the grader belongs to
 * it.
 *
 * @param id identifies the criterion within its lab, lower case with hyphens
 * @param rung the rung of the ladder that it is a part of
 * @param points what it is worth, more than 0
 * @param claim what a right implementation does, one short sentence without a full stop
 * @param lesson what to look at when it fails, in the terms of the field
 */
public record Criterion(String id, Rung rung, int points, String claim, String lesson) {

  /**
   * The only criterion of its rung in a lab: it has the id and the lesson of the rung.
   *
   * @param rung the rung
   * @param points what it is worth
   * @param claim what a right implementation does
   * @return the criterion
   */
  static Criterion of(Rung rung, int points, String claim) {
    String id = rung.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Criterion(id, rung, points, claim, rung.lesson());
  }

  /**
   * One of several criteria of the rung {@link Rung#BEHAVIOUR}.
   *
   * @param id identifies the criterion within its lab
   * @param points what it is worth
   * @param claim what a right implementation does
   * @param lesson what to look at when it fails
   * @return the criterion
   */
  static Criterion behaviour(String id, int points, String claim, String lesson) {
    return new Criterion(id, Rung.BEHAVIOUR, points, claim, lesson);
  }
}
