package streamkata.common.lab;

/**
 * Thrown where an exercise still waits for its solution. The grader reports a check that meets it
 * as <em>not started</em>, never as wrong.
 */
public final class MissingSolutionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says that the solution is still to be written. */
  public MissingSolutionException() {
    super("This part of the exercise is still to be written.");
  }
}
