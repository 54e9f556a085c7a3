package streamkata.grader.watch;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.submission.LabMistake;
import streamkata.grader.submission.LabSource;
import streamkata.grader.submission.SourceCompiler;
import streamkata.grader.submission.Submission;

/** One grading of one lab, as its sources are now: compiles, and climbs the ladder. */
final class Round {

  private final Selection selection;
  private final Lab lab;
  private final SourceCompiler compiler;
  private final Consumer<Event> events;
  private final Ladder ladder;
  private final Thread thread = new Thread(this::run, "kata-round");
  private boolean climbing;
  private boolean abandoned;

  /**
   * Prepares a grading.
   *
   * @param selection whose lab, and how to grade
   * @param toTheTop whether to go on after a check that does not pass
   * @param compiler what compiles
   * @param events where to tell how it goes; the last is a {@link Event.Done}, if nobody abandons
   *     the round before
   */
  Round(
      Selection selection,
      Lab lab,
      boolean toTheTop,
      SourceCompiler compiler,
      Consumer<Event> events) {
    this.selection = selection;
    this.lab = lab;
    this.compiler = compiler;
    this.events = events;
    this.ladder = new Ladder(lab, toTheTop, found -> events.accept(new Event.Decided(this, found)));
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Its sources are out of date: ends it as soon as may be, without waiting for that. */
  synchronized void abandon() {
    abandoned = true;
    if (climbing) {
      thread.interrupt();
    }
  }

  private void run() {
    try (Submission submission = compile()) {
      List<String> problems = submission.compileErrors(lab);
      if (!problems.isEmpty()) {
        done(problems);
      } else if (beginsToClimb()) {
        climb(submission);
      }
    } catch (LabMistake | Refusal e) {
      done(List.of(e.getMessage()));
    } catch (UncheckedIOException e) {
      done(List.of("The sources could not be read: " + e.getCause().getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      done(List.of("The grader itself failed; please report this: " + e));
    }
  }

  private Submission compile() {
    return Submission.of(compiler, LabSource.of(selection, lab));
  }

  /** From here on an interrupt is of use; the compiler would lose its class path by it. */
  private synchronized boolean beginsToClimb() {
    climbing = !abandoned;
    return climbing;
  }

  private void climb(Submission submission) throws InterruptedException {
    try {
      ladder.climb(selection, submission);
      done(List.of());
    } finally {
      ladder.leave();
    }
  }

  private void done(List<String> problems) {
    events.accept(new Event.Done(this, problems));
  }
}
