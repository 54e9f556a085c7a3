package streamkata.grader.watch;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import streamkata.grader.grading.CheckRunner;
import streamkata.grader.grading.Rules;
import streamkata.grader.grading.Stages;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.submission.LabCode;
import streamkata.grader.submission.LabSource;
import streamkata.grader.submission.Submission;

/** One grading of one lab, as its sources are now. */
final class Round {

  private final Selection selection;
  private final Lab lab;
  private final Stages stages;
  private final Consumer<Event> events;
  private final Thread thread = new Thread(this::run, "kata-round");

  /**
   * Prepares a grading.
   *
   * @param selection whose lab, and how to grade
   * @param lab the lab
   * @param stages where the program is played
   * @param events where to tell how it goes; the last is a {@link Event.Done}, if nobody abandons
   *     the round before
   */
  Round(Selection selection, Lab lab, Stages stages, Consumer<Event> events) {
    this.selection = selection;
    this.lab = lab;
    this.stages = stages;
    this.events = events;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Its sources are out of date: ends it as soon as may be, without waiting for that. */
  void abandon() {
    thread.interrupt();
  }

  private void run() {
    try {
      grade(submission());
    } catch (Refusal e) {
      failed(e.getMessage());
    } catch (UncheckedIOException e) {
      failed("The sources could not be read: " + e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failed("The grader itself failed; please report this: " + e);
    }
  }

  private Submission submission() {
    // A lab whose source is not there is refused in words of its own.
    LabSource.of(selection, lab);
    Submission submission = Submission.of(selection);
    submission
        .problem(lab)
        .ifPresent(
            problem -> {
              throw new Refusal(problem);
            });
    return submission;
  }

  private void grade(Submission submission) throws InterruptedException {
    LabCode code = submission.codeOf(lab);
    CheckRunner runner = new CheckRunner(stages, Rules.of(selection));
    try {
      List<String> errors = runner.compile(code);
      if (errors.isEmpty()) {
        runner.run(
            CheckRunner.Task.ofAll(lab, code).toList(),
            false,
            result -> events.accept(new Event.Decided(this, result)));
      }
      events.accept(new Event.Done(this, errors, submission.remarks(lab)));
    } finally {
      code.forget();
    }
  }

  private void failed(String problem) {
    events.accept(new Event.Done(this, List.of(problem), List.of()));
  }
}
