package streamkata.grader.stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
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
    return also;
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
