package streamkata.grader.watch;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import streamkata.grader.grading.CheckRunner;
import streamkata.grader.grading.Rules;
import streamkata.grader.grading.Stages;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Selection;
import streamkata.grader.program.LabMistake;
import streamkata.grader.submission.LabCode;
import streamkata.grader.submission.Submission;

/** One grading of one lab, as its sources are now. */
final class Round {

  private final Selection selection;
  private final Lab lab;
  private final boolean all;
  private final Stages stages;
  private final Consumer<Event> events;
  private final Thread thread = new Thread(this::run, "kata-round");

  /**
   * Prepares a grading.
   *
   * @param selection whose lab, and how to grade
   * @param lab the lab
   * @param all whether to go on after a check that does not pass
   * @param stages where the program is played
   * @param events where to tell how it goes; the last is a {@link Event.Done}, if nobody abandons
   *     the round before
   */
  Round(Selection selection, Lab lab, boolean all, Stages stages, Consumer<Event> events) {
    this.selection = selection;
    this.lab = lab;
    this.all = all;
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
      grade(code());
    } catch (LabMistake e) {
      done(List.of(e.getMessage()));
    } catch (UncheckedIOException e) {
      done(List.of("The sources could not be read: " + e.getCause().getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      done(List.of("The grader itself failed; please report this: " + e));
    }
  }

  private LabCode code() {
    Path module = selection.home().resolve(selection.implementation());
    String rootPackage = "streamkata." + selection.implementation();
    Path source =
        module
            .resolve("src/main/java/streamkata")
            .resolve(selection.implementation())
            .resolve(lab.packageName())
            .resolve(lab.className() + ".java");
    if (Files.notExists(source)) {
      throw new LabMistake(
          "The file %s is not there: save it again, or get the skeleton back with ./kata reset %s."
              .formatted(source, lab.id()));
    }
    return Submission.ofSources(module.resolve("src/main/java"), rootPackage).codeOf(lab);
  }

  private void grade(LabCode code) throws InterruptedException {
    CheckRunner runner = new CheckRunner(stages, Rules.of(selection));
    try {
      List<String> errors = runner.compile(code);
      if (errors.isEmpty()) {
        runner.run(
            CheckRunner.Task.ofAll(lab, code).toList(),
            !all,
            result -> events.accept(new Event.Decided(this, result)));
      }
      done(errors);
    } finally {
      code.forget();
    }
  }

  private void done(List<String> problems) {
    events.accept(new Event.Done(this, problems));
  }
}
