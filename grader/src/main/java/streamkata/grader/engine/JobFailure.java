package streamkata.grader.engine;

/** A job that could not be built, that failed, or that could not be checkpointed. */
public final class JobFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Wraps what happened.
   *
   * @param what what went wrong, as the end of a sentence
   * @param cause as Flink or the submission threw it
   */
  public JobFailure(String what, Throwable cause) {
    super(what, cause);
  }
}
