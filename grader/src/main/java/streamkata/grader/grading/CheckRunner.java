package streamkata.grader.grading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.submission.LabCode;
import streamkata.grader.wire.Connection;
import streamkata.grader.wire.Reply;
import streamkata.grader.wire.StageLost;

/**
 * Decides checks, several at a time, for whoever grades: a build, a command, a watch, a class. In
 * doubt whose fault it is that a check came to no end, it is decided once more, alone.
 */
public final class CheckRunner {

  private static final int AT_A_TIME = 4;
  private static final long SECONDS_TO_END = 30;

  private final Stages stages;
  private final Rules rules;

  /**
   * Prepares to run checks.
   *
   * @param stages where programs are played
   * @param rules how
   */
  public CheckRunner(Stages stages, Rules rules) {
    this.stages = stages;
    this.rules = rules;
  }

  /**
   * A check that is to be decided.
   *
   * @param lab its lab
   * @param check one of the lab's
   * @param code the program
   */
  public record Task(Lab lab, Check check, LabCode code) {

    /**
     * All checks of a lab.
     *
     * @param lab the lab
     * @param code the program
     * @return a task for each, in the order of the lab
     */
    public static Stream<Task> ofAll(Lab lab, LabCode code) {
      return lab.checks().stream().map(check -> new Task(lab, check, code));
    }
  }

  /**
   * What a check plays last: if the program fails it, the script that shows why.
   *
   * @param task the check, which is decided once more
   * @return the scenario; empty if nothing was played
   * @throws InterruptedException if the calling thread is interrupted
   */
  public Optional<Scenario> lastPlayed(Task task) throws InterruptedException {
    CheckRun run = new CheckRun(task.lab(), task.check(), task.code(), rules, result -> {});
    try {
      run.decide(stages);
    } catch (CheckRun.Doubt e) {
      return Optional.empty();
    }
    return run.lastScenario();
  }

  /**
   * Runs checks. What is found is what would be found one by one: if only the first failure is
   * wanted, a check that does not pass ends those that come after it, and those before it are still
   * waited for.
   *
   * @param tasks what is to be decided, in order
   * @param firstFailureOnly whether to end at the first check that does not pass
   * @param listener is told each result, in any order, one at a time; a failed one perhaps twice,
   *     the second time with a smaller input
   * @throws InterruptedException if the calling thread is interrupted; nothing runs any more then
   */
  public void run(List<Task> tasks, boolean firstFailureOnly, Consumer<CheckResult> listener)
      throws InterruptedException {
    List<Task> rest = tasks;
    while (!rest.isEmpty()) {
      Together together = new Together(rest, firstFailureOnly, listener);
      together.run();
      boolean ended = together.hasFailure();
      if (!together.doubtful().isEmpty()) {
        stages.renew();
      }
      for (Task doubtful : together.doubtful()) {
        if (!(ended && firstFailureOnly)) {
          ended |= alone(doubtful, listener).verdict() != Verdict.PASSED;
        }
      }
      rest = ended && firstFailureOnly ? List.of() : together.undecided();
    }
  }

  /**
   * Gives code to a stage, which compiles it.
   *
   * @param code the program
   * @return what the compiler says, one text for each error; empty if it compiles
   * @throws InterruptedException if the calling thread is interrupted
   */
  public List<String> compile(LabCode code) throws InterruptedException {
    try {
      return Conversation.await(code.loadOn(stages.first())) instanceof Reply.Loaded loaded
          ? loaded.compileErrors()
          : List.of();
    } catch (StageLost e) {
      // The checks find out what there is to say about that.
      return List.of();
    } catch (CompletionException e) {
      throw new InterruptedException();
    }
  }

  private CheckResult alone(Task task, Consumer<CheckResult> listener) throws InterruptedException {
    stages.expect(1);
    CheckRun run = new CheckRun(task.lab(), task.check(), task.code(), rules, listener);
    CheckResult result;
    try {
      result = run.decide(stages);
    } catch (CheckRun.Doubt e) {
      result = e.result();
    } finally {
      stages.over();
    }
    if (result.verdict() != Verdict.PASSED) {
      // What has failed here may still be running, and its end is the end of its stage.
      stages.renew();
    }
    listener.accept(result);
    return result;
  }

  /** Checks that run at the same time. */
  private final class Together {

    private final List<Task> tasks;
    private final boolean firstFailureOnly;
    private final Consumer<CheckResult> listener;
    private final Semaphore places = new Semaphore(AT_A_TIME, true);
    private final ExecutorService threads = Executors.newCachedThreadPool(Together::daemon);
    private final Map<Integer, Thread> running = new HashMap<>();
    private final List<Task> doubtful = new ArrayList<>();
    private final List<Task> decided = new ArrayList<>();
    private int lowest;

    Together(List<Task> tasks, boolean firstFailureOnly, Consumer<CheckResult> listener) {
      this.tasks = tasks;
      this.firstFailureOnly = firstFailureOnly;
      this.listener = listener;
      this.lowest = tasks.size();
    }

    void run() throws InterruptedException {
      try {
        stages.expect(tasks.size());
        for (int i = 0; i < tasks.size(); i++) {
          places.acquire();
          start(i);
        }
        threads.shutdown();
        while (!threads.awaitTermination(1, TimeUnit.HOURS)) {
          // Each check has a limit of its own.
        }
      } finally {
        threads.shutdownNow();
        awaitEnd();
      }
    }

    synchronized boolean hasFailure() {
      return lowest < tasks.size();
    }

    List<Task> doubtful() {
      return doubtful;
    }

    /** What was ended because something before it was in doubt. */
    List<Task> undecided() {
      return tasks.stream()
          .filter(task -> !decided.contains(task) && !doubtful.contains(task))
          .toList();
    }

    private void start(int index) {
      threads.execute(
          () -> {
            try {
              if (begins(index)) {
                decide(index);
              }
            } finally {
              ends(index);
            }
          });
    }

    private synchronized boolean begins(int index) {
      running.put(index, Thread.currentThread());
      return index <= lowestInDoubt();
    }

    private synchronized void ends(int index) {
      running.remove(index);
      stages.over();
      places.release();
    }

    private void decide(int index) {
      Task task = tasks.get(index);
      CheckRun run =
          new CheckRun(task.lab(), task.check(), task.code(), rules, result -> tell(index, result));
      try {
        tell(index, run.decide(new GivingWay()));
        synchronized (this) {
          decided.add(task);
        }
      } catch (CheckRun.Doubt e) {
        doubt(index);
      } catch (InterruptedException e) {
        // Nobody wants to know any more.
      }
    }

    private synchronized void tell(int index, CheckResult result) {
      if (firstFailureOnly && index > lowest || Thread.currentThread().isInterrupted()) {
        return;
      }
      listener.accept(result);
      if (result.verdict() != Verdict.PASSED && firstFailureOnly) {
        lowest = index;
        cancelAfter(index);
      }
    }

    private synchronized void doubt(int index) {
      if (firstFailureOnly && index > lowest) {
        return;
      }
      doubtful.add(tasks.get(index));
      if (firstFailureOnly) {
        cancelAfter(index);
      }
    }

    private int lowestInDoubt() {
      return firstFailureOnly
          ? doubtful.stream().mapToInt(tasks::indexOf).reduce(lowest, Math::min)
          : tasks.size();
    }

    private void cancelAfter(int index) {
      running.forEach(
          (other, thread) -> {
            if (other > index) {
              thread.interrupt();
            }
          });
    }

    /** What is still running ends soon, whether or not the calling thread is interrupted. */
    private void awaitEnd() {
      boolean interrupted = Thread.interrupted();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_END);
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

    private static Thread daemon(Runnable code) {
      Thread thread = new Thread(code, "kata-check");
      thread.setDaemon(true);
      return thread;
    }

    /** A check that waits for another stage lets others go on meanwhile. */
    private final class GivingWay implements Stages {

      @Override
      public Connection first() {
        return stages.first();
      }

      @Override
      public Connection after(Connection lost) {
        places.release();
        try {
          return stages.after(lost);
        } finally {
          places.acquireUninterruptibly();
        }
      }

      @Override
      public void retire(Connection stage, String why) {
        stages.retire(stage, why);
      }
    }
  }
}
