package streamkata.grader.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.CheckRunner;
import streamkata.grader.grading.Rules;
import streamkata.grader.grading.Stages;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Selection;
import streamkata.grader.submission.LabCode;

/** Plays mutants, each to the first check that it does not pass. */
final class MutantRunner {

  /** The seconds of processor time that an endless loop gets. */
  static final int LIMIT = 5;

  private static final Rules RULES = new Rules(Selection.DEFAULT_SEED, LIMIT, 0);

  private final int atATime;
  private final BlockingQueue<Stages> free;

  /**
   * Prepares to play.
   *
   * @param stages those on which one mutant is played, for each that are played at a time
   */
  MutantRunner(List<? extends Stages> stages) {
    atATime = stages.size();
    free = new ArrayBlockingQueue<>(atATime, false, stages);
  }

  /** Plays all; the listener is told of each as soon as it is decided, one at a time. */
  List<Fate> play(List<Mutant> mutants, Consumer<Fate> listener) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(atATime);
    try {
      List<Future<Fate>> all =
          mutants.stream().map(mutant -> threads.submit(() -> play(mutant, listener))).toList();
      List<Fate> fates = new ArrayList<>();
      for (Future<Fate> fate : all) {
        fates.add(fate.get());
      }
      return fates;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private Fate play(Mutant mutant, Consumer<Fate> listener) throws InterruptedException {
    Stages stages = free.take();
    try {
      Fate fate = new Fate(mutant, end(mutant.program().lab(), mutant.code(), stages));
      synchronized (this) {
        listener.accept(fate);
      }
      return fate;
    } finally {
      free.add(stages);
    }
  }

  /** One check after the other, in the order of the lab: most mutants do not pass the first. */
  private static CheckResult end(Lab lab, LabCode code, Stages stages) throws InterruptedException {
    CheckRunner runner = new CheckRunner(stages, RULES);
    AtomicReference<CheckResult> last = new AtomicReference<>();
    for (Check check : lab.checks()) {
      runner.run(List.of(new CheckRunner.Task(lab, check, code)), true, last::set);
      if (last.get().verdict() != Verdict.PASSED) {
        break;
      }
    }
    code.forget();
    return last.get();
  }
}
