package streamkata.grader.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import streamkata.grader.kit.Refusal;

/** A program that loses its worker, as often as one likes, each time on a new cluster. */
public final class Experiment {

  private final FlinkHome flink;
  private final JobJar program;
  private final Evidence evidence;
  private final List<String> arguments;
  private final boolean hard;
  private final Path directory;
  private final Narrator narrator;

  Experiment(
      FlinkHome flink,
      JobJar program,
      Evidence evidence,
      List<String> arguments,
      boolean hard,
      Path directory,
      Narrator narrator) {
    this.flink = flink;
    this.program = program;
    this.evidence = evidence;
    this.arguments = arguments;
    this.hard = hard;
    this.directory = directory;
    this.narrator = narrator;
  }

  /**
   * What the share in {@link Recording.Sample} is a share of.
   *
   * @return a few words
   */
  public String shareName() {
    return evidence.shareName();
  }

  /**
   * Runs the program, kills its worker and starts a new one.
   *
   * @param checkpointing whether the job takes checkpoints
   * @return what was observed
   * @throws Refusal if something that should happen does not
   * @throws IOException if a file or process cannot be dealt with
   * @throws InterruptedException if the calling thread is interrupted
   */
  public Recording run(boolean checkpointing) throws IOException, InterruptedException {
    narrator.part(checkpointing ? "With checkpoints" : "Without checkpoints");
    Path logs = directory.resolve(checkpointing ? "with-checkpoints" : "without-checkpoints");
    Files.createDirectories(logs);
    List<String> all = new ArrayList<>(evidence.arguments());
    all.addAll(arguments);
    all.addAll(
        List.of(
            "--checkpointing",
            checkpointing ? "on" : "off",
            "--checkpoint-dir",
            logs.resolve("checkpoints").toUri().toString()));
    try (RecoveryCluster cluster = new RecoveryCluster(flink, logs)) {
      return new RecoveryRun(cluster, evidence, narrator, checkpointing).play(program, all, hard);
    }
  }
}
