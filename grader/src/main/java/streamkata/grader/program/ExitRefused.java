package streamkata.grader.program;

/** Thrown where a submission tries to end the JVM. */
public final class ExitRefused extends Error {

  private static final long serialVersionUID = 1L;

  ExitRefused(String call) {
    super(
        call
            + " was called. On a cluster that would end the worker and every other job on it;"
            + " throw an exception instead.");
  }
}
