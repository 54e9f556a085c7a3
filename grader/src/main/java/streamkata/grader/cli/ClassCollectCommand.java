package streamkata.grader.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import streamkata.grader.classroom.ClassRun;
import streamkata.grader.classroom.Outcome;

/** {@code kata class collect}. */
@Command(
    name = "collect",
    description = "Makes page and files of what a Flink cluster has graded.",
    exitCodeList = {
      "0:all is graded",
      "1:something could not be read; its rows say why",
      "2:something is missing; one sentence says what",
      "3:the grader itself failed on something; its rows say so"
    })
final class ClassCollectCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ClassOptions options;

  @Option(
      names = "--graded",
      paramLabel = "DIR",
      required = true,
      description = "The folder that class-job.jar has written, its --out.")
  private Path graded;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ClassRun.Order order = options.order(Optional.of(graded), 1, false, false);
    try (ClassProgress progress = new ClassProgress(spec.commandLine().getErr())) {
      Outcome outcome = options.run(order).run(progress);
      outcome.lines().forEach(spec.commandLine().getOut()::println);
      return outcome.exitCode();
    }
  }
}
