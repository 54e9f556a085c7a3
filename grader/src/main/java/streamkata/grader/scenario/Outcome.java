package streamkata.grader.scenario;

import java.util.List;
import java.util.Map;
import streamkata.grader.wire.Contract;

/**
 * What came out of a scenario, exactly once: output that a recovery has rolled back is not in it.
 *
 * @param scenario what was played
 * @param looks for each look its output by name of the output stream, in the order of the script;
 *     the last entry, {@link #END}, is what was out in the end
 * @param stateSizes for each named checkpoint the bytes of state in it, timers included
 */
public record Outcome(
    Scenario scenario, Map<String, Map<String, List<?>>> looks, Map<String, Long> stateSizes) {

  /** The look that every outcome has: the end of the script. */
  public static final String END = "the end";

  /**
   * What was out in the end.
   *
   * @param <T> the type of the results
   * @return the results of the lab's only output, in the order of arrival
   */
  public <T> List<T> results() {
    return results(END);
  }

  /**
   * What was out at a look.
   *
   * @param look the name of the look, or {@link #END}
   * @param <T> the type of the results
   * @return the results of the lab's only output, in the order of arrival
   */
  public <T> List<T> results(String look) {
    return results(look, Contract.RESULT);
  }

  /**
   * What was out at a look.
   *
   * @param look the name of the look, or {@link #END}
   * @param output the name of the output stream
   * @param <T> the type of the results
   * @return the results in the order of arrival
   */
  @SuppressWarnings("unchecked")
  public <T> List<T> results(String look, String output) {
    if (!looks.containsKey(look)) {
      throw new IllegalArgumentException(
          "The script has no look '%s', only %s.".formatted(look, looks.keySet()));
    }
    return (List<T>) looks.get(look).getOrDefault(output, List.of());
  }

  /**
   * How large the state was at a checkpoint.
   *
   * @param checkpoint the name of the checkpoint
   * @return bytes, timers included
   */
  public long stateSize(String checkpoint) {
    if (!stateSizes.containsKey(checkpoint)) {
      throw new IllegalArgumentException(
          "The script has no checkpoint '%s', only %s.".formatted(checkpoint, stateSizes.keySet()));
    }
    return stateSizes.get(checkpoint);
  }
}
