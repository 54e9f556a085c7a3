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
}
