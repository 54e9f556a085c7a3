package streamkata.grader.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import streamkata.common.source.TaxiOptions;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.process.ChildJvm;
import streamkata.grader.process.LabRun;
import streamkata.grader.process.RunSummary;
import streamkata.grader.wire.Contract;

/** {@code kata run}. The options of {@link streamkata.common.job.LabJob} are handed on as given. */
@Command(
    name = "run",
    abbreviateSynopsis = true,
    description = "Runs your program on a taxi stream; Ctrl-C ends it.")
final class RunCommand implements Callable<Integer> {

  private static final Set<String> OF_THE_COMMAND = Set.of("--solutions", "--all");

  private static final String USUAL_SPEED =
      Long.toString(Math.round(TaxiOptions.defaults().speed()));

  @Spec private CommandSpec spec;

  @Option(
      names = "--rides",
      paramLabel = "FILE",
      description = "Recorded rides, not generated ones.")
  private String rides;

  @Option(
      names = "--fares",
      paramLabel = "FILE",
      description = "Recorded fares, not generated ones.")
  private String fares;

  @Option(
      names = "--speed",
      paramLabel = "N|max",
      description = "600: ten minutes of the city a second.")
  private String speed;

  @Option(names = "--max-delay", paramLabel = "SECONDS", description = "How late events can be.")
  private String maxDelay;

  @Option(names = "--seed", paramLabel = "N", description = "Another instance of generated input.")
  private String seed;

  @Option(names = "--events", paramLabel = "N", description = "Ends after so many events.")
  private String events;

  @Option(names = "--skip-bad-records", description = "Skips lines that cannot be read.")
  private boolean skipBadRecords;

  @Option(names = "--checkpointing", paramLabel = "on|off", description = "Off: see what is lost.")
  private String checkpointing;

  @Option(names = "--checkpoint-dir", paramLabel = "DIR", description = "Where checkpoints go.")
  private String checkpointDirectory;

  @Option(names = "--output", paramLabel = "DIR", description = "Where a lab writes files.")
  private String output;

  @Option(names = "--parallelism", paramLabel = "N", description = "Instances of each operator.")
  private String parallelism;

  @Option(names = "--all", description = "Every result; else, on a terminal, a line a second.")
  private boolean all;

  @Option(names = "--solutions", description = "The reference solution, not your exercise.")
  private boolean solutions;

  @Parameters(
      paramLabel = "LAB",
      completionCandidates = LabConverter.Candidates.class,
      arity = "0..1",
      description = "The id of a lab; without it, the current one.")
  private Lab named;

  @Override
  public Integer call() throws IOException, InterruptedException {
    KitProgress learner = KitProgress.of(spec);
    Lab lab = named == null ? learner.currentLab() : named;
    if (lab.isStep()) {
      throw new Refusal(
          "The step %s has no job to run: %s plays its script."
              .formatted(lab.id(), learner.kit().typed("watch " + lab.id())));
    }
    LabRun run = new LabRun(learner.kit(), solutions ? Kit.SOLUTIONS : Kit.EXERCISES, lab);
    Optional<RunSummary> summary = Optional.empty();
    boolean printsResults = !Contract.of(lab.contract()).outputs().isEmpty();
    if (printsResults && System.console() != null) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("Starting Flink ...");
      out.print(greeting(speed == null ? USUAL_SPEED : speed, all));
      out.flush();
      summary = Optional.of(new RunSummary(out, all, System::nanoTime));
    }
    return run.run(
        ChildJvm.inheritedOptions(), programArguments(), spec.commandLine().getErr(), summary);
  }

  /** What to expect on a terminal. */
  private static String greeting(String speed, boolean all) {
    return RunSummary.expectation(speed)
        + (all ? "" : "--all prints every result. ")
        + "Ctrl-C ends it.%n".formatted();
  }

  private List<String> programArguments() {
    return spec.commandLine().getParseResult().matchedOptions().stream()
        .filter(option -> !OF_THE_COMMAND.contains(option.longestName()))
        .flatMap(option -> Stream.of(option.longestName(), option.stringValues().get(0)))
        .toList();
  }
}
