package streamkata.grader.stage;

import java.util.Locale;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
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
        options.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY).toMillis());
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
