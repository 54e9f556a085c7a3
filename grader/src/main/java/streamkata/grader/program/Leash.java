package streamkata.grader.program;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * What instrumented code of a submission calls, so that it can neither end the JVM nor go on when
 * it is to stop. {@link Instrumenter} puts the calls in.
 */
public final class Leash {

  private static final Map<ClassLoader, AtomicBoolean> STOPPED =
      Collections.synchronizedMap(new WeakHashMap<>());

  private static final ClassValue<AtomicBoolean> STOPPED_OF_CLASS =
      new ClassValue<>() {
        @Override
        protected AtomicBoolean computeValue(Class<?> type) {
          return stopped(type.getClassLoader());
        }
      };

  private Leash() {}

  /** Thrown in a loop that was told to stop. */
  private static final class Stopped extends Error {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Called at the end of each round of a loop: leaves it when the thread was interrupted, or when
   * the job that the code belongs to is over.
   *
   * @param type the class that has the loop
   */
  public static void check(Class<?> type) {
    if (Thread.currentThread().isInterrupted() || STOPPED_OF_CLASS.get(type).get()) {
      throw new Stopped();
    }
  }

  /**
   * Ends the loops of a submission whose job or check is over, in whatever thread they run, and
   * interrupts the threads that it has left behind.
   *
   * @param loader the class loader that was made for that job or check
   */
  public static void stop(ClassLoader loader) {
    stopped(loader).set(true);
    threads().filter(thread -> thread.getContextClassLoader() == loader).forEach(Thread::interrupt);
  }

  /** All threads, without their stacks: these can only be had while everything stands still. */
  private static Stream<Thread> threads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() + 1];
    int count = root.enumerate(threads);
    while (count == threads.length) {
      threads = new Thread[2 * threads.length];
      count = root.enumerate(threads);
    }
    return Stream.of(threads).limit(count);
  }

  private static AtomicBoolean stopped(ClassLoader loader) {
    return STOPPED.computeIfAbsent(loader, key -> new AtomicBoolean());
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
