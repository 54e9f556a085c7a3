package streamkata.grader.stage;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import streamkata.grader.program.Leash;
import streamkata.grader.wire.Standstill;

/**
 * How much a program may work: so much processor time, or until it stands still. Time on the wall
 * says nothing, since the machine may be busy.
 */
final class WorkLimit {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final int QUIET_SECONDS = 3;

  /** The processor time of a second in which nothing happens. */
  private static final long LITTLE_NANOS = 50_000_000;

  /** What one who waits, and the idle job waited for, add to it. */
  private static final long LOOK_NANOS = 10_000_000;

  private static final int USUALLY_WAITING = 4;
  private static final AtomicInteger WAITING = new AtomicInteger();

  private static final int NAPS_BETWEEN_ACCOUNTS = 5;
  private static final int NAPS_BETWEEN_QUESTIONS = 30;

  private static final int MOST_QUICK_POLLS = 100;
  private static final long POLL_NANOS = 4_000_000;

  /** So long that a wait adds up the processor time used, and asks whether to wait at all. */
  private static final long LONG_POLL_MILLIS = (NAPS_BETWEEN_ACCOUNTS + 1L) * Standstill.NAP_MILLIS;

  private final int seconds;
  private final boolean unlimited;
  private final Map<Long, Long> used = new HashMap<>();
  private final Standstill standstill;
  private Predicate<Thread> ours = thread -> false;
  private LongSupplier progress = () -> 0;
  private Thread caller;

  /**
   * Sets a limit.
   *
   * @param seconds the processor time that the program may use
   */
  WorkLimit(int seconds) {
    this.seconds = seconds;
    this.unlimited = isDebugged();
    this.standstill =
        new Standstill(
            QUIET_SECONDS,
            PROCESS::getProcessCpuTime,
            WorkLimit::littleNanos,
            () -> progress.getAsLong());
  }

  /** What is looked at is small, but many look where one after the other waits in vain. */
  private static long littleNanos() {
    return LITTLE_NANOS + LOOK_NANOS * Math.max(0, WAITING.get() - USUALLY_WAITING);
  }

  /** Says whose threads count, and what grows when they achieve something. */
  void watch(Predicate<Thread> threads, LongSupplier achieved) {
    ours = threads;
    progress = achieved;
  }

  /**
   * Waits for a future.
   *
   * @throws JobFailure with what it failed with
   * @throws LimitReached if the program has worked too long, or stands still
   */
  <T> T await(CompletableFuture<T> future) {
    return await(future, () -> {});
  }

  /**
   * Waits for a future that may never complete.
   *
   * @param meanwhile looks whether there is a reason to wait no longer, and throws it
   */
  <T> T await(CompletableFuture<T> future, Runnable meanwhile) {
    WAITING.incrementAndGet();
    try {
      return awaitLooking(future, meanwhile);
    } finally {
      WAITING.decrementAndGet();
    }
  }

  private <T> T awaitLooking(CompletableFuture<T> future, Runnable meanwhile) {
    for (int naps = 1; true; naps++) {
      try {
        return future.get(Standstill.NAP_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (!unlimited) {
          look(naps);
        }
        if (naps == 1 || naps == 5 || naps % NAPS_BETWEEN_QUESTIONS == 0) {
          meanwhile.run();
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof JobFailure failure
            ? failure
            : new JobFailure("it failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CompletionException(e);
      }
    }
  }

  /**
   * Waits until something is so, of which nobody tells.
   *
   * @param meanwhile looks whether there is a reason to wait no longer, and throws it
   */
  void awaitUntil(BooleanSupplier condition, Runnable meanwhile) {
    for (int polls = 1; polls < MOST_QUICK_POLLS; polls++) {
      if (condition.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    while (!condition.getAsBoolean()) {
      await(
          new CompletableFuture<Void>()
              .completeOnTimeout(null, LONG_POLL_MILLIS, TimeUnit.MILLISECONDS),
          meanwhile);
    }
  }

  /**
   * Calls code of a submission in a thread of its own, which is stopped at the limit.
   *
   * @param loader the class loader of the submission
   * @param code what to call
   * @throws JobFailure with what it threw
   * @throws LimitReached if it did not return
   */
  <T> T call(ClassLoader loader, Callable<T> code) {
    CompletableFuture<T> called = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                called.complete(code.call());
              } catch (Throwable e) {
                // Wrapped, since a future asks a bare exception for its text, and this one may be
                // the submission's own.
                called.completeExceptionally(new JobFailure("it failed", e));
              }
            },
            "kata-lab");
    thread.setContextClassLoader(loader);
    thread.setDaemon(true);
    caller = thread;
    thread.start();
    try {
      return await(called);
    } catch (LimitReached e) {
      Leash.stop(loader);
      throw e;
    } finally {
      thread.interrupt();
    }
  }

  /** What is looked at is small: it must not be what keeps the process from standing still. */
  private void look(int naps) {
    boolean stands = standstill.look();
    if (!stands && naps % NAPS_BETWEEN_ACCOUNTS != 0) {
      return;
    }
    List<Thread> threads =
        threads().filter(thread -> thread == caller || ours.test(thread)).toList();
    threads.forEach(thread -> used.put(thread.getId(), Math.max(0, cpu(thread))));
    long total = used.values().stream().mapToLong(Long::longValue).sum();
    if (total > TimeUnit.SECONDS.toNanos(seconds)) {
      throw new LimitReached(
          "it has computed for more than %d seconds".formatted(seconds), false, traces(threads));
    }
    if (stands) {
      throw new LimitReached(whyItWaits(threads), true, traces(threads));
    }
  }

  private long cpu(Thread thread) {
    return Math.max(
        THREADS.getThreadCpuTime(thread.getId()), used.getOrDefault(thread.getId(), 0L));
  }

  private static String whyItWaits(List<Thread> threads) {
    long[] locked = THREADS.findDeadlockedThreads();
    if (locked != null
        && threads.stream()
            .anyMatch(
                thread -> LongStream.of(locked).anyMatch(number -> number == thread.getId()))) {
      return "its threads wait for each other (a deadlock)";
    }
    boolean sleeps =
        threads.stream()
            .map(Thread::getStackTrace)
            .anyMatch(
                trace ->
                    Arrays.stream(trace)
                        .limit(3)
                        .anyMatch(
                            frame ->
                                frame.getClassName().equals("java.lang.Thread")
                                    && frame.getMethodName().startsWith("sleep")));
    return sleeps
        ? "it sleeps, and nothing else happens"
        : "nothing happens any more, and it has not come to its end";
  }

  private static List<StackTraceElement[]> traces(List<Thread> threads) {
    return threads.stream()
        .sorted(Comparator.comparing(thread -> thread.getState() != Thread.State.RUNNABLE))
        .map(Thread::getStackTrace)
        .toList();
  }

  private static Stream<Thread> threads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] all = new Thread[2 * root.activeCount() + 16];
    int count = root.enumerate(all);
    return Stream.of(all).limit(count);
  }

  private static boolean isDebugged() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .anyMatch(argument -> argument.startsWith("-agentlib:jdwp"));
  }
}
