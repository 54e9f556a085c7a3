package streamkata.grader.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import streamkata.grader.grading.CheckRunner;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Rules;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Selection;
import streamkata.grader.kit.Trust;
import streamkata.grader.submission.Submission;

/** Stages that many tests share, as the programs of a watch do. */
public final class WarmStages {

  /** Ended with the JVM of the tests. */
  public static final ProcessStages STAGES = start("stages", List.of());

  /** One grading alone does not keep two cores busy. */
  public static final List<ProcessStages> TWO = List.of(STAGES, start("more-stages", List.of()));

  /** The same, with contracts that the tests have of their own. */
  public static final ProcessStages WITH_TESTS =
      start("stages", List.of(Path.of("target/test-classes")));

  private static final BlockingQueue<ProcessStages> FREE = new LinkedBlockingQueue<>(TWO);

  private WarmStages() {}

  /** What is done with stages. */
  @FunctionalInterface
  public interface Use<T, E extends Exception> {

    /** Has the stages alone. */
    T with(ProcessStages stages) throws E, InterruptedException;
  }

  /** Lets one of two tests at a time have stages of its own. */
  public static <T, E extends Exception> T use(Use<T, E> use) throws E, InterruptedException {
    ProcessStages stages = FREE.take();
    try {
      return use.with(stages);
    } finally {
      FREE.add(stages);
    }
  }

  /** Grades what properties select. */
  public static Grade grade(Labs labs, Map<String, String> properties) throws InterruptedException {
    Selection selection = Selection.from(labs, name -> Optional.ofNullable(properties.get(name)));
    return use(stages -> Grading.grade(selection, Submission.of(selection), stages));
  }

  /** One lab, of which some checks are decided; the others are not reached. */
  public static LabGrade grade(Labs labs, Map<String, String> properties, Predicate<Check> which)
      throws InterruptedException {
    return use(stages -> grade(stages, labs, properties, which));
  }

  private static LabGrade grade(
      ProcessStages stages, Labs labs, Map<String, String> properties, Predicate<Check> which)
      throws InterruptedException {
    Selection selection = Selection.from(labs, name -> Optional.ofNullable(properties.get(name)));
    Lab lab = selection.labs().get(0);
    List<CheckRunner.Task> tasks =
        CheckRunner.Task.ofAll(lab, Submission.of(selection).codeOf(lab))
            .filter(task -> which.test(task.check()))
            .toList();
    AtomicReference<LabGrade> grade =
        new AtomicReference<>(LabGrade.of(lab, true, Optional.empty()));
    new CheckRunner(stages, Rules.of(selection))
        .run(tasks, false, result -> grade.updateAndGet(before -> before.with(result)));
    return grade.get();
  }

  private static ProcessStages start(String name, List<Path> more) {
    try {
      Path directory = Files.createDirectories(Path.of("target", name)).toAbsolutePath();
      StageHome home = StageHome.of(ChildJvm.inheritedClassPath(), directory);
      List<Path> classPath = new ArrayList<>(home.classPath());
      more.forEach(entry -> classPath.add(entry.toAbsolutePath()));
      return new ProcessStages(
          new StageHome(classPath),
          ChildJvm.inheritedOptions(),
          Duration.ofSeconds(10),
          Trust.OWN,
          false,
          directory.resolve("flink.log"),
          new ProgramOutput(directory.resolve("output.log")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
