package streamkata.grader.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import streamkata.grader.classroom.ClassRun;
import streamkata.grader.classroom.Outcome;
import streamkata.grader.kit.Refusal;

/** {@code kata class grade}. */
@Command(
    name = "grade",
    description = "Grades what a class has handed in.",
    exitCodeList = {
      "0:all is graded",
      "1:something could not be read; its rows say why",
      "2:nothing could be started; one sentence says why",
      "3:the grader itself failed on something; its rows say so"
    })
final class ClassGradeCommand implements Callable<Integer> {

  private static final long MEMORY_OF_A_JOB = 3L << 30;

  @Spec private CommandSpec spec;

  @Mixin private ClassOptions options;

  @Option(names = "--jobs", paramLabel = "N", description = "How many hand-ins at a time.")
  private Integer jobs;

  @Option(
      names = "--only",
      paramLabel = "faulty",
      description = "Only where the grader itself had failed.")
  private String only;

  @Option(
      names = "--sandbox",
      paramLabel = "bwrap|none",
      description = "Whether programs run shut in.")
  private String sandbox = "bwrap";

  @Override
  public Integer call() throws IOException, InterruptedException {
    ClassRun.Order order = options.order(Optional.empty(), jobs(), isOnlyFaulty(), isSandboxed());
    ClassProgress progress = new ClassProgress(spec.commandLine().getErr());
    Thread atTheEnd = new Thread(() -> sayThatAllIsKept(order));
    Runtime.getRuntime().addShutdownHook(atTheEnd);
    Outcome outcome;
    try (progress) {
      outcome = options.run(order).run(progress);
    } finally {
      takeBack(atTheEnd);
    }
    outcome.lines().forEach(spec.commandLine().getOut()::println);
    return outcome.exitCode();
  }

  private static void takeBack(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This JVM is ending, and it has run.
    }
  }

  /** After Ctrl-C. */
  private void sayThatAllIsKept(ClassRun.Order order) {
    PrintWriter err = spec.commandLine().getErr();
    err.println();
    err.println(
        "Interrupted. The results so far are kept in %s. The same command continues with the other hand-ins."
            .formatted(order.out().resolve("results")));
    err.flush();
  }

  private int jobs() {
    if (jobs == null) {
      long memory =
          ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
              .getTotalMemorySize();
      return (int)
          Math.max(
              1, Math.min(Runtime.getRuntime().availableProcessors(), memory / MEMORY_OF_A_JOB));
    }
    if (jobs < 1) {
      throw new Refusal("--jobs is %d; it must be 1 or more.".formatted(jobs));
    }
    return jobs;
  }

  private boolean isOnlyFaulty() {
    if (only != null && !only.equals("faulty")) {
      throw new Refusal("--only is '%s'; it can be faulty.".formatted(only));
    }
    return only != null;
  }

  private boolean isSandboxed() {
    if (!List.of("auto", "bwrap", "none").contains(sandbox)) {
      throw new Refusal("--sandbox is '%s'; it can be bwrap or none.".formatted(sandbox));
    }
    return !sandbox.equals("none");
  }
}
