package streamkata.grader.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import streamkata.grader.classroom.ClassRun;
import streamkata.grader.classroom.Outcome;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.submission.LabCode;
import streamkata.grader.submission.Submission;

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

  @Parameters(
      paramLabel = "FOLDER_OR_ARCHIVE",
      arity = "0..1",
      description = "Hand-ins as your school's system gives them.")
  private Path handIns;

  @Option(names = "--roster", paramLabel = "FILE", description = "Everyone in the class, as CSV.")
  private Path roster;

  @Option(
      names = "--into",
      paramLabel = "THEIR.csv",
      description = "A gradebook of Canvas, Moodle or Blackboard, to be filled in.")
  private Path gradebook;

  @Option(names = "--out", paramLabel = "DIR", description = "The folder for the results.")
  private Path out;

  @Option(names = "--jobs", paramLabel = "N", description = "How many hand-ins at a time.")
  private Integer jobs;

  @Option(
      names = "--lab",
      paramLabel = "ID",
      arity = "1..*",
      split = ",",
      completionCandidates = LabConverter.Candidates.class,
      description = "Some labs only.")
  private List<String> labs = List.of();

  @Option(names = "--seed", paramLabel = "N", description = "Another instance of the input.")
  private long seed = Selection.DEFAULT_SEED;

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
    Kit kit = Kata.kit(spec);
    takeFolderFromLabs();
    ClassRun.Order order =
        new ClassRun.Order(
            handIns,
            Optional.ofNullable(roster),
            Optional.ofNullable(gradebook),
            out == null ? kit.target().resolve("class") : out,
            jobs(),
            isOnlyFaulty(),
            isSandboxed());
    ClassProgress progress = new ClassProgress(spec.commandLine().getErr());
    Thread atTheEnd = new Thread(() -> sayThatAllIsKept(order));
    Runtime.getRuntime().addShutdownHook(atTheEnd);
    Outcome outcome;
    try (progress) {
      outcome =
          new ClassRun(order, selection(kit), Course.PATH.labs(), references(kit)).run(progress);
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

  /** After several labs the folder looks like one more. */
  private void takeFolderFromLabs() {
    if (handIns == null && labs.size() > 1 && Files.exists(Path.of(labs.get(labs.size() - 1)))) {
      handIns = Path.of(labs.get(labs.size() - 1));
      labs = labs.subList(0, labs.size() - 1);
    }
    if (handIns == null) {
      throw new Refusal(
          "Name the folder or archive of hand-ins: %s"
              .formatted(Kata.kit(spec).typed("class grade FOLDER")));
    }
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

  private Selection selection(Kit kit) {
    return Selection.from(
        kit,
        Course.PATH.labs(),
        name ->
            switch (name) {
              case "kata.lab" ->
                  Optional.of(
                      labs.stream()
                          .map(id -> new LabConverter().convert(id))
                          .map(Lab::id)
                          .collect(Collectors.joining(",")));
              case "kata.seed" -> Optional.of(Long.toString(seed));
              default -> Optional.empty();
            });
  }

  /** Empty where an instructor has left the solutions out. */
  private static Optional<Function<Lab, LabCode>> references(Kit kit) {
    if (!Files.isDirectory(kit.sources(Kit.SOLUTIONS))) {
      return Optional.empty();
    }
    Submission solutions =
        Submission.of(
            Selection.from(
                kit,
                Course.PATH.labs(),
                name ->
                    Optional.of(Kit.SOLUTIONS).filter(any -> name.equals("kata.implementation"))));
    return Optional.of(solutions::codeOf);
  }
}
