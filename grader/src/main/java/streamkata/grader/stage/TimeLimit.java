package streamkata.grader.stage;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import streamkata.grader.submission.Leash;

/** How long a check may take, counted from {@link #start}. */
public final class TimeLimit {

  private final Duration limit;
  private Predicate<Thread> ours;
  private volatile Thread caller;
  private long deadline;

  /**
   * Sets a limit.
   *
   * @param limit how long one scenario may take
   */
  public TimeLimit(Duration limit) {
    this.limit = limit;
    start(thread -> false);
  }

  /** Starts to count, and says whose threads are to be looked at when the limit is reached. */
  void start(Predicate<Thread> threads) {
    ours = threads;
    deadline = System.nanoTime() + limit.toNanos();
  }

  /** Waits for a future, and throws what it failed with as a {@link JobFailure}. */
  <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new LimitReached(limit, traces());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof JobFailure failure
          ? failure
          : new JobFailure("it failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  /**
   * Calls code of a submission in a thread of its own, which is interrupted at the limit.
   *
   * @param loader the class loader of the submission
   * @param code what to call
   * @param <T> the type of its result
   * @return its result
   * @throws JobFailure with what it threw
   * @throws LimitReached if it did not return in time
   */
  public <T> T call(ClassLoader loader, Callable<T> code) {
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

  private List<StackTraceElement[]> traces() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(trace -> trace.getKey() == caller || ours.test(trace.getKey()))
        .sorted(Comparator.comparing(trace -> trace.getKey().getState() != Thread.State.RUNNABLE))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Whether a future completes, now that somebody has been asked to see to it. */
  static boolean isDoneSoon(CompletableFuture<?> future, Duration patience) {
    try {
      future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
