package streamkata.grader.submission;

/**
 * What instrumented code of a submission calls, so that it can neither end the JVM nor go on when
 * it is to stop. {@link Instrumenter} puts the calls in.
 */
public final class Leash {

  private Leash() {}

  /** Thrown in a loop that was told to stop. */
  private static final class Stopped extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Called at the end of each round of a loop: leaves it when the thread was interrupted. */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new Stopped();
    }
  }

  /**
   * Called in place of {@link System#exit}.
   *
   * @param status the exit status that was asked for
   */
  public static void exit(int status) {
    throw new ExitRefused("System.exit(" + status + ")");
  }

  /**
   * Called in place of {@link Runtime#exit}.
   *
   * @param runtime not used
   * @param status the exit status that was asked for
   */
  public static void exit(Runtime runtime, int status) {
    throw new ExitRefused("Runtime.exit(" + status + ")");
  }

  /**
   * Called in place of {@link Runtime#halt}.
   *
   * @param runtime not used
   * @param status the exit status that was asked for
   */
  public static void halt(Runtime runtime, int status) {
    throw new ExitRefused("Runtime.halt(" + status + ")");
  }
}
