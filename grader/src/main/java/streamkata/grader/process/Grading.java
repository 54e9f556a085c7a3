package streamkata.grader.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.CheckRunner;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.GradeJson;
import streamkata.grader.grading.Rules;
import streamkata.grader.grading.Stages;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Rung;
import streamkata.grader.kit.Selection;
import streamkata.grader.kit.TemporaryFolder;
import streamkata.grader.submission.Submission;

/** Grades once: all checks of all labs that are selected, on stages that are processes. */
public final class Grading {

  private static final String OUTPUT = "output.log";
  private static final String LOG = "flink.log";

  /** More than the kit's own programs need by far; the options may say otherwise. */
  private static final String MEMORY = "-Xmx1g";

  private Grading() {}

  /**
   * Deletes the grade of an earlier grading: it must not be taken for that of one which is refused.
   *
   * @param directory where it is, if it is there
   * @throws IOException if it cannot be deleted
   */
  public static void forget(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(GradeJson.NAME));
  }

  /**
   * Grades, and writes the grade to the file {@link GradeJson#NAME}.
   *
   * @param selection what to grade
   * @param submission its code
   * @param directory an existing directory, for logs and the grade
   * @param options for the JVMs of stages
   * @return the grade
   * @throws IOException if a file cannot be written
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static Grade grade(
      Selection selection, Submission submission, Path directory, List<String> options)
      throws IOException, InterruptedException {
    Path file = directory.resolve(GradeJson.NAME);
    forget(directory);
    List<String> all = new ArrayList<>(List.of(MEMORY));
    all.addAll(options);
    try (TemporaryFolder logs = new TemporaryFolder("grading")) {
      try (ProgramOutput output = new ProgramOutput(logs.path().resolve(OUTPUT));
          ProcessStages stages =
              new ProcessStages(
                  directory,
                  all,
                  selection.limit(),
                  selection.trust(),
                  true,
                  logs.path().resolve(LOG),
                  output)) {
        boolean losesWorkers = selection.labs().stream().anyMatch(lab -> lab.has(Rung.WORKER_LOSS));
        stages.prepare(losesWorkers ? 2 : 1);
        Grade grade = grade(selection, submission, stages);
        GradeJson.write(grade, file);
        return grade;
      } finally {
        publish(logs.path().resolve(OUTPUT), directory);
        publish(logs.path().resolve(LOG), directory);
      }
    }
  }

  /** Whole, when it is complete: another grading may be about to do the same. */
  private static void publish(Path log, Path directory) throws IOException {
    if (Files.exists(log)) {
      Path part = Files.createTempFile(directory, log.getFileName().toString(), "");
      Files.move(log, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, directory.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Grades on given stages.
   *
   * @param selection what to grade
   * @param submission its code
   * @param stages where programs are played
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static Grade grade(Selection selection, Submission submission, Stages stages)
      throws InterruptedException {
    AtomicReference<Grade> grade = new AtomicReference<>(Grade.of(selection));
    Consumer<CheckResult> decided = result -> grade.updateAndGet(before -> before.with(result));
    List<CheckRunner.Task> tasks = tasks(selection, submission, decided);
    new CheckRunner(stages, Rules.of(selection)).run(tasks, false, decided);
    return grade.get();
  }

  /** What is to be decided; of labs without code, all is decided already. */
  private static List<CheckRunner.Task> tasks(
      Selection selection, Submission submission, Consumer<CheckResult> decided) {
    List<CheckRunner.Task> tasks = new ArrayList<>();
    for (Lab lab : selection.labs()) {
      Optional<String> problem = submission.problem(lab);
      if (problem.isPresent()) {
        lab.checks().forEach(check -> decided.accept(CheckResult.failed(check, problem.get())));
      } else if (submission.has(lab) || selection.submission().isEmpty()) {
        CheckRunner.Task.ofAll(lab, submission.codeOf(lab)).forEach(tasks::add);
      } else {
        lab.checks()
            .forEach(
                check -> decided.accept(CheckResult.of(check, Verdict.NOT_STARTED, Duration.ZERO)));
      }
    }
    return tasks;
  }
}
