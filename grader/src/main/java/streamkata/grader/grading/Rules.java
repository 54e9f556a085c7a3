package streamkata.grader.grading;

import streamkata.grader.kit.Selection;

/**
 * How checks are run.
 *
 * @param seed the seed of generated input
 * @param limit the seconds of processor time that a program may use in one scenario
 * @param tries how many parts of a generated input are tried to find a small one that shows a fault
 */
public record Rules(long seed, int limit, int tries) {

  /**
   * The rules of a selection.
   *
   * @param selection what is to be graded, and how
   * @return its rules
   */
  public static Rules of(Selection selection) {
    return new Rules(selection.seed(), (int) selection.limit().toSeconds(), selection.tries());
  }
}
