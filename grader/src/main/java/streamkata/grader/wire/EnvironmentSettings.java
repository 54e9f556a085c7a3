package streamkata.grader.wire;

import java.util.Optional;

/**
 * What an environment is set to do about failures, as Flink will understand it.
 *
 * @param checkpointInterval the milliseconds between checkpoints, empty if there are none
 * @param checkpointingMode {@code EXACTLY_ONCE} or {@code AT_LEAST_ONCE}
 * @param checkpointPath where checkpoints are stored, empty if that is not a file system
 * @param restartStrategy the name of the restart strategy, such as {@code fixed-delay}; {@code not
 *     set} where Flink's default applies
 * @param restartAttempts how many restarts a fixed-delay strategy makes
 * @param restartDelay the milliseconds between them
 */
public record EnvironmentSettings(
    Optional<Long> checkpointInterval,
    String checkpointingMode,
    Optional<String> checkpointPath,
    String restartStrategy,
    int restartAttempts,
    long restartDelay) {}
