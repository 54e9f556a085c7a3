package streamkata.grader.classjob;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;

/**
 * Grades a class on a cluster: {@code flink run class-job.jar --submissions URI --out URI}. The
 * results are files of JSON lines, of which {@code kata class collect} makes page and tables.
 */
@Command(name = "flink run class-job.jar", sortOptions = false)
public final class ClassJob {

  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(5);

  @Option(
      names = "--submissions",
      paramLabel = "URI",
      required = true,
      description = "Hand-ins: a folder or an archive that every worker can read.")
  private String submissions;

  @Option(
      names = "--out",
      paramLabel = "URI",
      required = true,
      description = "A folder for the results that every worker can write.")
  private String out;

  @Option(
      names = "--slots-per-worker",
      paramLabel = "N",
      description = "How many slots a TaskManager has: each grades one hand-in at a time.")
  private int slotsPerWorker = 1;

  @Option(names = "--lab", paramLabel = "ID", split = ",", description = "Some labs only.")
  private List<String> labs = List.of();

  @Option(names = "--seed", paramLabel = "N", description = "Another instance of the input.")
  private long seed = Selection.DEFAULT_SEED;

  @Option(
      names = "--sandbox",
      paramLabel = "bwrap|none",
      description = "Whether programs run shut in.")
  private String sandbox = "bwrap";

  /**
   * Runs the job to its end.
   *
   * @param args see the options
   * @throws Exception if the job fails, or cannot be understood
   */
  public static void main(String[] args) throws Exception {
    ClassJob job = new ClassJob();
    try {
      new CommandLine(job).parseArgs(args);
    } catch (CommandLine.ParameterException e) {
      throw new Refusal(e.getMessage() + ".\n" + e.getCommandLine().getUsageMessage());
    }
    job.run();
  }

  private void run() throws Exception {
    JobOrder order = order();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration());
    env.fromSource(new HandInSource(order), WatermarkStrategy.noWatermarks(), "hand-ins")
        .uid("hand-ins")
        .sinkTo(
            FileSink.forRowFormat(
                    new org.apache.flink.core.fs.Path(out), new SimpleStringEncoder<String>())
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(
                    OutputFileConfig.builder()
                        .withPartPrefix("graded")
                        .withPartSuffix(".jsonl")
                        .build())
                .build())
        .name("results")
        .uid("results");
    env.execute("Streamkata: a class");
  }

  private JobOrder order() {
    if (slotsPerWorker < 1) {
      throw new Refusal(
          "--slots-per-worker is %d; it must be 1 or more.".formatted(slotsPerWorker));
    }
    if (!List.of("bwrap", "none").contains(sandbox)) {
      throw new Refusal("--sandbox is '%s'; it can be bwrap or none.".formatted(sandbox));
    }
    JobOrder order =
        new JobOrder(
            submissions, String.join(",", labs), seed, !sandbox.equals("none"), slotsPerWorker);
    order.selection(Path.of(""));
    return order;
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, BETWEEN_CHECKPOINTS);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    // A worker that is gone is waited for.
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(2));
    return configuration;
  }
}
