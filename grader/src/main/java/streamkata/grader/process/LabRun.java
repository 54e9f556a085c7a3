package streamkata.grader.process;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import streamkata.common.job.LabJob;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.TemporaryFolder;
import streamkata.grader.program.SourceCompiler;
import streamkata.grader.submission.LabSource;

/** Runs the {@code main} of a lab as it is written now, in a JVM of its own. */
public final class LabRun {

  private final Kit kit;
  private final String implementation;
  private final Lab lab;

  /**
   * Prepares a run.
   *
   * @param kit where everything is
   * @param implementation whose program
   */
  public LabRun(Kit kit, String implementation, Lab lab) {
    this.kit = kit;
    this.implementation = implementation;
    this.lab = lab;
  }

  /**
   * Compiles the sources and runs the program until it ends. It reads and prints what this process
   * does, and ends when this process is ended.
   *
   * @param jvmArguments the arguments for its JVM
   * @param arguments the arguments of {@code main}
   * @param err where compile errors go
   * @param summary is given what the program prints; without it, that goes where this process
   *     prints
   * @return 0 if its input came to an end; 1 if it does not compile or failed; 2 if it could not
   *     begin
   * @throws IOException if the process cannot be started
   * @throws InterruptedException if the calling thread is interrupted
   */
  public int run(
      List<String> jvmArguments,
      List<String> arguments,
      PrintWriter err,
      Optional<RunSummary> summary)
      throws IOException, InterruptedException {
    LabSource source = LabSource.of(kit, implementation, lab);
    try (TemporaryFolder classes = new TemporaryFolder("classes");
        TemporaryFolder flink = new TemporaryFolder("flink");
        SourceCompiler compiler = new SourceCompiler(ChildJvm.inheritedClassPath())) {
      List<String> errors = source.compile(compiler, classes.path());
      if (!errors.isEmpty()) {
        errors.forEach(err::println);
        return 1;
      }
      List<String> all = new ArrayList<>();
      all.addAll(List.of(kit.home().toString(), source.root().toString(), source.className()));
      all.addAll(arguments);
      String classPath =
          String.join(
              File.pathSeparator,
              kit.resources(implementation).toString(),
              classes.path().toString(),
              ChildJvm.inheritedClassPath());
      List<String> options = new ArrayList<>(jvmArguments);
      options.add("-D" + LabJob.IN_WORDS + "=true");
      options.add("-D" + LabJob.FLINK_FILES + "=" + flink.path());
      ProcessBuilder command =
          ChildJvm.commandWithParent(options, classPath, LabProcess.class.getName(), all)
              .inheritIO();
      summary.ifPresent(some -> command.redirectOutput(ProcessBuilder.Redirect.PIPE));
      try (ChildJvm program = ChildJvm.start(command)) {
        if (summary.isPresent()) {
          summary.get().read(program.output());
        }
        return program.exitCode();
      }
    }
  }
}
