package streamkata.grader.grading;

import streamkata.grader.wire.Failure;

/** A stage could not play a program to the end of its script. */
public final class ProgramFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  ProgramFailed(Failure failure) {
    super(failure.text());
    this.failure = failure;
  }

  /**
   * Why.
   *
   * @return what the stage said
   */
  public Failure failure() {
    return failure;
  }

  /**
   * Why, for a learner.
   *
   * @param packageName the package of the program
   * @return one sentence or two, with the place in the program, if there is one
   */
  public String sentence(String packageName) {
    return Explanation.sentence(failure, packageName);
  }
}
