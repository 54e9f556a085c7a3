package streamkata.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import streamkata.grader.grading.CheckRunner;
import streamkata.grader.grading.Rules;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.kit.TemporaryFolder;
import streamkata.grader.kit.Trust;
import streamkata.grader.process.ChildJvm;
import streamkata.grader.process.ProcessStages;
import streamkata.grader.process.ProgramOutput;
import streamkata.grader.submission.LabCode;

/** What all gradings of a run have in common, and where stages come from: new ones for each. */
final class Workshop implements AutoCloseable {

  private static final Duration BUDGET = Duration.ofSeconds(900);

  /** More than the kit's own programs need by far. */
  private static final String MEMORY = "-Xmx1g";

  private final Selection selection;
  private final Trust trust;
  private final String kitVersion = KitVersion.current();
  private final TemporaryFolder folder = new TemporaryFolder("class");
  private final Path target;
  private final Optional<Function<Lab, LabCode>> references;
  private final Optional<Lab> free;
  private Optional<ProcessStages> own = Optional.empty();

  /**
   * Prepares gradings.
   *
   * @param selection the labs, the seed and the limits
   * @param sandboxed whether programs are shut in
   * @param references the reference solutions, for pictures; empty if there are none
   * @param free a lab whose reference solution anybody may see; empty if many stages will not be
   *     started
   * @throws Refusal if there is to be a sandbox, and it does not work here
   * @throws IOException if a folder cannot be made
   */
  Workshop(
      Selection selection,
      boolean sandboxed,
      Optional<Function<Lab, LabCode>> references,
      Optional<Lab> free)
      throws IOException {
    this.selection = selection;
    this.trust = new Trust(sandboxed, true, Optional.of(BUDGET));
    this.target = Files.createDirectories(selection.kit().target());
    this.references = references;
    this.free = free;
  }

  /**
   * Finds out whether the sandbox works, and lets the stages in it start fast: the classes that
   * they need are archived by one that plays a program which is no secret.
   */
  void requireSandbox() throws IOException, InterruptedException {
    try (ProgramOutput output = newOutput();
        ProcessStages stages = stages(trust, false, output)) {
      if (trust.sandboxed()
          && free.isPresent()
          && references.isPresent()
          && !stages.haveArchive()) {
        stages.leaveArchive();
        List<CheckRunner.Task> tasks =
            CheckRunner.Task.ofAll(free.get(), references.get().apply(free.get())).toList();
        new CheckRunner(stages, rules()).run(tasks, false, result -> {});
      }
    }
  }

  Rules rules() {
    return Rules.of(selection);
  }

  long seed() {
    return selection.seed();
  }

  boolean counts(Lab lab) {
    return selection.counting().contains(lab);
  }

  String kitVersion() {
    return kitVersion;
  }

  Kit kit() {
    return selection.kit();
  }

  Optional<Function<Lab, LabCode>> references() {
    return references;
  }

  /** Where programs print to, and nobody looks. */
  ProgramOutput newOutput() throws IOException {
    return new ProgramOutput(Files.createTempFile(folder.path(), "output", ""));
  }

  /** Stages that no other submission has seen. */
  ProcessStages newStages(ProgramOutput output) {
    return stages(trust, true, output);
  }

  /** Stages for the kit's own programs, which submissions never see. */
  synchronized ProcessStages ownStages() throws IOException {
    if (own.isEmpty()) {
      own = Optional.of(stages(Trust.OWN, false, newOutput()));
    }
    return own.get();
  }

  private ProcessStages stages(Trust who, boolean killsLostWorkers, ProgramOutput output) {
    List<String> options = new ArrayList<>(List.of(MEMORY));
    options.addAll(ChildJvm.inheritedOptions());
    return new ProcessStages(
        target,
        options,
        selection.limit(),
        who,
        killsLostWorkers,
        folder.path().resolve("flink.log"),
        output);
  }

  @Override
  public synchronized void close() {
    own.ifPresent(ProcessStages::close);
    folder.close();
  }
}
