package streamkata.grader.stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.state.CheckpointStorage;
import org.apache.flink.runtime.state.CheckpointStorageLoader;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.DynamicCodeLoadingException;
import streamkata.grader.wire.EnvironmentSettings;

/** Reads what an environment is set to. */
final class Settings {

  private static final List<String> FAULT_TOLERANCE =
      List.of(
          "execution.checkpointing.",
          "restart-strategy",
          "state.checkpoints.",
          "state.checkpoint-storage",
          "state.savepoints.");

  private static final Set<String> TOLD_ALREADY =
      Set.of(
          CoreOptions.DEFAULT_PARALLELISM.key(),
          PipelineOptions.MAX_PARALLELISM.key(),
          PipelineOptions.OBJECT_REUSE.key(),
          PipelineOptions.OPERATOR_CHAINING.key());

  private Settings() {}

  static EnvironmentSettings of(StreamExecutionEnvironment environment) {
    ReadableConfig options = environment.getConfiguration();
    long interval = environment.getCheckpointConfig().getCheckpointInterval();
    return new EnvironmentSettings(
        Optional.of(interval).filter(millis -> millis > 0),
        environment.getCheckpointConfig().getCheckpointingConsistencyMode().name(),
        checkpointPath(Configuration.fromMap(options.toMap())),
        options
            .getOptional(RestartStrategyOptions.RESTART_STRATEGY)
            .map(name -> name.toLowerCase(Locale.ROOT).replace("fixeddelay", "fixed-delay"))
            .orElse("not set"),
        options.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS),
        options.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY).toMillis(),
        environment.getCheckpointConfig().getMinPauseBetweenCheckpoints(),
        environment.getCheckpointConfig().getCheckpointTimeout(),
        options
            .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL_DURING_BACKLOG)
            .map(Duration::toMillis),
        alsoSet(environment));
  }

  private static List<String> alsoSet(StreamExecutionEnvironment environment) {
    StreamExecutionEnvironment untouched = new StreamExecutionEnvironment();
    List<String> also = new ArrayList<>();
    environment
        .getConfiguration()
        .getOptional(CoreOptions.DEFAULT_PARALLELISM)
        .ifPresent(parallelism -> also.add("parallelism " + parallelism));
    if (environment.getMaxParallelism() != untouched.getMaxParallelism()) {
      also.add("maximum parallelism " + environment.getMaxParallelism());
    }
    if (environment.getConfig().isObjectReuseEnabled()) {
      also.add("object reuse");
    }
    if (!environment.isChainingEnabled()) {
      also.add("no operator chaining");
    }
    Map<String, String> before = options(untouched);
    new TreeMap<>(options(environment))
        .forEach(
            (key, value) -> {
              if (!value.equals(before.get(key))
                  && !TOLD_ALREADY.contains(key)
                  && !isAsked(key, value)) {
                also.add("%s: %s".formatted(key, value));
              }
            });
    return also;
  }

  private static Map<String, String> options(StreamExecutionEnvironment environment) {
    return Configuration.fromMap(environment.getConfiguration().toMap()).toMap();
  }

  /** Of checkpoints and restarts, what is asked is judged by itself, and how it is done is free. */
  private static boolean isAsked(String key, String value) {
    boolean endsThem =
        key.equals(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH.key())
            && value.equals("false");
    return !endsThem
        && !key.equals(CheckpointingOptions.ENABLE_UNALIGNED.key())
        && FAULT_TOLERANCE.stream().anyMatch(key::startsWith);
  }

  private static Optional<String> checkpointPath(Configuration options) {
    try {
      CheckpointStorage storage =
          CheckpointStorageLoader.load(
              null,
              new HashMapStateBackend(),
              options,
              new Configuration(),
              Settings.class.getClassLoader(),
              null);
      return storage instanceof FileSystemCheckpointStorage files
          ? Optional.of(files.getCheckpointPath().toString())
          : Optional.empty();
    } catch (DynamicCodeLoadingException e) {
      return Optional.empty();
    }
  }
}
