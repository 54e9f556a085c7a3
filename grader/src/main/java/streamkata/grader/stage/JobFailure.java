package streamkata.grader.stage;

import org.apache.flink.util.FlinkExpectedException;
import org.apache.flink.util.SerializedThrowable;

/** A job that could not be built, that failed, or that could not be checkpointed. */
public final class JobFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What a worker lets its tasks fail with when it shuts down. */
  private static final String EXPECTED = FlinkExpectedException.class.getName();

  /**
   * Wraps what happened.
   *
   * @param what what went wrong, as the end of a sentence
   * @param cause as Flink or the submission threw it
   */
  public JobFailure(String what, Throwable cause) {
    super(what, cause);
  }

  /** Whether the job failed because the worker that it ran on shut down by itself. */
  boolean isOfDyingWorker() {
    for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof FlinkExpectedException
          || cause instanceof SerializedThrowable written
              && written.getOriginalErrorClassName().equals(EXPECTED)) {
        return true;
      }
    }
    return false;
  }
}
