package streamkata.grader.scenario;

import java.time.Duration;
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

/**
 * What an environment is set to do about failures, as Flink will understand it.
 *
 * @param checkpointInterval the time between checkpoints, empty if there are none
 * @param checkpointingMode {@code EXACTLY_ONCE} or {@code AT_LEAST_ONCE}
 * @param checkpointPath where checkpoints are stored, empty if that is not a file system
 * @param restartStrategy the name of the restart strategy, such as {@code fixed-delay}; {@code not
 *     set} where Flink's default applies
 * @param restartAttempts how many restarts a fixed-delay strategy makes
 * @param restartDelay the time between them
 */
public record EnvironmentSettings(
    Optional<Duration> checkpointInterval,
    String checkpointingMode,
    Optional<String> checkpointPath,
    String restartStrategy,
    int restartAttempts,
    Duration restartDelay) {

  /**
   * Reads the settings of an environment.
   *
   * @param environment configured by somebody
   */
  public static EnvironmentSettings of(StreamExecutionEnvironment environment) {
    ReadableConfig options = environment.getConfiguration();
    long interval = environment.getCheckpointConfig().getCheckpointInterval();
    return new EnvironmentSettings(
        Optional.of(interval).filter(millis -> millis > 0).map(Duration::ofMillis),
        environment.getCheckpointConfig().getCheckpointingConsistencyMode().name(),
        checkpointPath(Configuration.fromMap(options.toMap())),
        options
            .getOptional(RestartStrategyOptions.RESTART_STRATEGY)
            .map(name -> name.toLowerCase(Locale.ROOT).replace("fixeddelay", "fixed-delay"))
            .orElse("not set"),
        options.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS),
        options.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY));
  }

  private static Optional<String> checkpointPath(Configuration options) {
    try {
      CheckpointStorage storage =
          CheckpointStorageLoader.load(
              null,
              new HashMapStateBackend(),
              options,
              new Configuration(),
              EnvironmentSettings.class.getClassLoader(),
              null);
      return storage instanceof FileSystemCheckpointStorage files
          ? Optional.of(files.getCheckpointPath().toString())
          : Optional.empty();
    } catch (DynamicCodeLoadingException e) {
      return Optional.empty();
    }
  }
}
