package streamkata.grader.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import streamkata.grader.grading.CheckFailure;
import streamkata.grader.grading.Decision;
import streamkata.grader.grading.LabChecks;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Selection;
import streamkata.grader.submission.Submission;

/**
 * Runs the checks of a lab in their order, several at a time. What it finds is what it would find
 * one by one: a check that does not pass ends those that come after it, and those before it are
 * still waited for.
 */
final class Ladder {

  private static final int CONCURRENT_CHECKS = 4;
  private static final Duration TO_END = Duration.ofSeconds(30);

  /**
   * What came of a check.
   *
   * @param check what it was about
   * @param decision what came of it
   * @param frame where in the program it went wrong, if there is such a place
   */
  record Found(Check check, Decision decision, Optional<StackTraceElement> frame) {}

  private final LabChecks labChecks;
  private final List<Check> checks;
  private final boolean toTheTop;
  private final Consumer<Found> listener;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(CONCURRENT_CHECKS, Ladder::daemon);
  private final List<Future<?>> running = new ArrayList<>();
  private final List<CountDownLatch> decided = new ArrayList<>();
  private int lowestFailure;

  /**
   * Prepares to climb.
   *
   * @param lab the lab
   * @param toTheTop whether to go on after a check that does not pass
   * @param listener is told each decision, in any order, one at a time
   */
  Ladder(Lab lab, boolean toTheTop, Consumer<Found> listener) {
    this.labChecks = new LabChecks(lab);
    this.checks = lab.checks();
    this.toTheTop = toTheTop;
    this.listener = listener;
    this.lowestFailure = checks.size();
  }

  /**
   * Climbs until all is decided that is to be reported.
   *
   * @param selection how to grade
   * @param submission what is graded
   * @throws InterruptedException if the calling thread was interrupted
   */
  void climb(Selection selection, Submission submission) throws InterruptedException {
    synchronized (this) {
      for (int i = 0; i < checks.size(); i++) {
        int index = i;
        decided.add(new CountDownLatch(1));
        running.add(threads.submit(() -> check(index, selection, submission)));
      }
    }
    for (int i = 0; i < checks.size() && i <= lowestFailure(); i++) {
      decided.get(i).await();
    }
  }

  /**
   * Ends what is still running, and waits for it, whether or not the calling thread is interrupted.
   */
  void leave() {
    threads.shutdownNow();
    boolean interrupted = Thread.interrupted();
    long end = System.nanoTime() + TO_END.toNanos();
    while (!threads.isTerminated() && System.nanoTime() < end) {
      try {
        threads.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void check(int index, Selection selection, Submission submission) {
    Check check = checks.get(index);
    long start = System.nanoTime();
    try {
      labChecks.run(
          check, selection, submission, failure -> decide(index, found(check, failure, start)));
      Decision passed = new Decision(Verdict.PASSED, "", since(start));
      decide(index, new Found(check, passed, Optional.empty()));
    } catch (Throwable e) {
      decide(index, found(check, e, start));
    }
    decided.get(index).countDown();
  }

  private static Found found(Check check, Throwable thrown, long start) {
    StackTraceElement frame = thrown instanceof CheckFailure failure ? failure.frame() : null;
    return new Found(check, Decision.of(thrown, since(start)), Optional.ofNullable(frame));
  }

  private synchronized void decide(int index, Found found) {
    boolean counts = toTheTop || index <= lowestFailure;
    if (!counts || Thread.currentThread().isInterrupted()) {
      return;
    }
    listener.accept(found);
    if (found.decision().verdict() != Verdict.PASSED && !toTheTop) {
      lowestFailure = index;
      running.subList(index + 1, running.size()).forEach(check -> check.cancel(true));
    }
  }

  private synchronized int lowestFailure() {
    return lowestFailure;
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Thread daemon(Runnable code) {
    Thread thread = new Thread(code, "kata-check");
    thread.setDaemon(true);
    return thread;
  }
}
