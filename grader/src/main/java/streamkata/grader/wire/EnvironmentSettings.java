package streamkata.grader.wire;

import java.util.List;
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
 * @param minPause the milliseconds that must pass between two checkpoints
 * @param timeout the milliseconds after which a checkpoint is given up
 * @param intervalInBacklog the milliseconds between checkpoints while a source catches up, 0 for no
 *     checkpoints; empty if it makes no difference
 * @param alsoSet what it is set to that has nothing to do with failures, in words
 */
public record EnvironmentSettings(
    Optional<Long> checkpointInterval,
    String checkpointingMode,
    Optional<String> checkpointPath,
    String restartStrategy,
    int restartAttempts,
    long restartDelay,
    long minPause,
    long timeout,
    Optional<Long> intervalInBacklog,
    List<String> alsoSet) {}
