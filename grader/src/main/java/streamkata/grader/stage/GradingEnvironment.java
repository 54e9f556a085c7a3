package streamkata.grader.stage;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import streamkata.grader.program.LabMistake;

/**
 * The environment in which a lab builds its pipeline. Only the engine runs it, so a lab that asks
 * Flink for "the" environment gets this one, and one that executes it is told so.
 */
final class GradingEnvironment extends StreamExecutionEnvironment {

  private static final long MOST_BUFFERED_MILLIS = 1_000;

  GradingEnvironment(Configuration configuration, ClassLoader userClassLoader) {
    super(configuration, userClassLoader);
  }

  /** From now on this thread gets this environment when it asks Flink for one. */
  void useInThisThread() {
    initializeContextEnvironment(configuration -> this);
  }

  /** All that it is set to now. */
  Map<String, String> settings() {
    return configuration.toMap();
  }

  /**
   * Checks that nothing was set.
   *
   * @throws LabMistake if it is not set to what it was set to before
   */
  void requireSame(Map<String, String> before) {
    Map<String, String> now = new TreeMap<>(settings());
    now.entrySet().removeAll(before.entrySet());
    if (!now.isEmpty()) {
      throw new LabMistake(
          "The pipeline changes its environment: "
              + now.entrySet().stream()
                  .map(setting -> setting.getKey() + " is now " + setting.getValue())
                  .collect(Collectors.joining(", "))
              + ". The environment belongs to the whole job, and this lab is only a part of it:"
              + " do not change it.");
    }
  }

  /**
   * Checks that no operator keeps its results in a buffer for long.
   *
   * @throws LabMistake if one has a buffer timeout of more than a second
   */
  void requirePromptBuffers() {
    for (Transformation<?> operator : transformations) {
      if (operator.getBufferTimeout() > MOST_BUFFERED_MILLIS) {
        throw new LabMistake(
            "An operator of the pipeline has a buffer timeout of %d ms. Its results can wait so long"
                    .formatted(operator.getBufferTimeout())
                + " by the clock of the machine. They must be emitted at once: do not set it.");
      }
    }
  }

  /** Sets it to what it was set to before, and to nothing else. */
  void restore(Map<String, String> settings) {
    for (String key : configuration.toMap().keySet()) {
      configuration.removeKey(key);
    }
    configuration.addAll(Configuration.fromMap(settings));
  }

  /** All that some transformation of the pipeline reads from. */
  Set<Transformation<?>> predecessors() {
    return transformations.stream()
        .flatMap(
            reader ->
                reader.getTransitivePredecessors().stream().filter(one -> !one.equals(reader)))
        .collect(Collectors.toSet());
  }

  /** Undoes {@link #useInThisThread}. */
  static void useNone() {
    resetContextEnvironment();
  }

  @Override
  public JobExecutionResult execute(String name) {
    throw refusal();
  }

  @Override
  public JobExecutionResult execute(StreamGraph graph) {
    throw refusal();
  }

  @Override
  public JobClient executeAsync(String name) {
    throw refusal();
  }

  @Override
  public JobClient executeAsync(StreamGraph graph) {
    throw refusal();
  }

  private static LabMistake refusal() {
    return new LabMistake(
        "execute() was called inside the lab. A lab only builds its part of the pipeline and"
            + " returns the stream; main, or the grader, executes it.");
  }
}
