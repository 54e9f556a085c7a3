package streamkata.grader.submission;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * What instrumented code of a submission calls, so that it can neither end the JVM nor go on when
 * it is to stop. {@link Instrumenter} puts the calls in.
 */
public final class Leash {

  private static final Set<ClassLoader> CONDEMNED =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private static volatile boolean anyCondemned;

  private Leash() {}

  /** Thrown in a loop that was told to stop. */
  private static final class Stopped extends Error {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Called at the end of each round of a loop: leaves it when the thread was interrupted, or when
   * its job is over.
   */
  public static void check() {
    Thread thread = Thread.currentThread();
    if (thread.isInterrupted()
        || anyCondemned && CONDEMNED.contains(thread.getContextClassLoader())) {
      throw new Stopped();
    }
  }

  /**
   * Ends the loops of a job that is over, also those that swallow interrupts.
   *
   * @param thread a thread that the job has left behind
   */
  public static void stop(Thread thread) {
    CONDEMNED.add(thread.getContextClassLoader());
    anyCondemned = true;
    thread.interrupt();
  }

  /**
   * Ends the loops of all threads that a submission has started, when its check is over.
   *
   * @param loader the class loader of the submission, which those threads have inherited
   */
  public static void stopAll(ClassLoader loader) {
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getContextClassLoader() == loader)
        .forEach(Leash::stop);
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
