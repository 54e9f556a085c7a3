package streamkata.grader.recovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.FileUtils;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Rung;
import streamkata.grader.submission.LabSource;
import streamkata.grader.wire.Contract;

/**
 * The hands-on as an experiment: the same program on the same stream loses its worker twice, once
 * with checkpoints and once without.
 *
 * @param source the source of the lab whose program is run
 * @param own evidence that the lab brings; without it, the program is run undisturbed for
 *     comparison
 * @param arguments further arguments for its {@code main}
 * @param hard whether the workers are killed by SIGKILL instead of SIGTERM
 * @param home the Flink to run it on
 * @param directory for logs, checkpoints and classes; what it held is deleted
 */
public record Recovery(
    LabSource source,
    Optional<Evidence> own,
    List<String> arguments,
    boolean hard,
    Path home,
    Path directory) {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Copies the arguments. */
  public Recovery {
    arguments = List.copyOf(arguments);
  }

  /**
   * Packs the program and finds out what there will be to compare.
   *
   * @param narrator told what happens
   * @return the experiment, ready to run
   * @throws Refusal if the program cannot be run
   * @throws IOException if a file or process cannot be dealt with
   * @throws InterruptedException if the calling thread is interrupted
   */
  public Experiment prepare(Narrator narrator) throws IOException, InterruptedException {
    if (!source.lab().has(Rung.WORKER_LOSS)) {
      throw new Refusal(
          "The lab %s keeps no state: there is nothing to recover.".formatted(source.lab().id()));
    }
    if (Contract.of(source.lab().contract()).outputs().isEmpty()) {
      throw new Refusal(
          "The lab %s writes files, and this experiment compares what workers print."
              .formatted(source.lab().id()));
    }
    FileUtils.deleteDirectory(directory.toFile());
    Files.createDirectories(directory);
    FlinkHome flink = FlinkHome.of(home);
    JobJar program = JobJar.pack(source, directory);
    narrator.step("Packed %s", program.path());
    return new Experiment(
        flink, program, evidence(flink, program, narrator), arguments, hard, directory, narrator);
  }

  private Evidence evidence(FlinkHome flink, JobJar program, Narrator narrator)
      throws IOException, InterruptedException {
    if (own.isPresent()) {
      return own.get();
    }
    ProcessBuilder command = flink.embedded(program, directory.resolve("undisturbed.log"));
    command.command().addAll(SameAsUndisturbed.STREAM);
    command.command().addAll(List.of("--speed", "max", "--checkpointing", "off"));
    command.command().addAll(arguments);
    Path output = directory.resolve("undisturbed.out");
    FlinkProcess undisturbed =
        FlinkProcess.start(
            "The undisturbed run", command, directory.resolve("undisturbed.log"), output);
    narrator.progress("running undisturbed, for comparison");
    try (undisturbed) {
      if (!undisturbed.hasEndedWithin(PATIENCE)) {
        throw new Refusal(
            "Without a failure, the program did not reach the end of its input within "
                + "%d seconds: see %s.".formatted(PATIENCE.toSeconds(), output));
      }
    }
    if (undisturbed.exitCode() != 0) {
      throw new Refusal(
          "The program fails without being disturbed: %s (more in %s)"
              .formatted(undisturbed.lastWords(), output));
    }
    SameAsUndisturbed evidence =
        new SameAsUndisturbed(
            Contract.of(source.lab().contract()).outputs().values(),
            new String(Files.readAllBytes(output), StandardCharsets.UTF_8).lines().toList());
    narrator.step("Run undisturbed, for comparison: %s", output);
    return evidence;
  }
}
