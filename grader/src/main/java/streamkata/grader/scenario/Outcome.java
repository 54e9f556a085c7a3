package streamkata.grader.scenario;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import streamkata.common.model.Event;
import streamkata.grader.wire.Contract;
import streamkata.grader.wire.StatePart;

/**
 * What came out of a scenario, exactly once: output that a recovery has rolled back is not in it.
 *
 * @param scenario what was played
 * @param looks for each look its output by name of the output stream, in the order of the script;
 *     the last entry, {@link #END}, is what was out in the end
 * @param watermarks for each look the least of the last watermarks of the outputs
 * @param stateSizes for each named checkpoint the bytes of state in it, timers included
 * @param stateParts for each named checkpoint what is in it, where that can be told
 * @param outside for each named look at it what was outside Flink
 * @param seen makes of an event of the script what the program has seen: its ids, times and places
 *     are moved by what the seed says, and in files nobody moves them back
 */
public record Outcome(
    Scenario scenario,
    Map<String, Map<String, List<?>>> looks,
    Map<String, Long> watermarks,
    Map<String, Long> stateSizes,
    Map<String, List<StatePart>> stateParts,
    Map<String, Outside> outside,
    UnaryOperator<Event> seen) {

  /** The look that every outcome has: the end of the script. */
  public static final String END = "the end";

  /**
   * What the program has written outside Flink, and what has happened there since the look before.
   * Of what happens, only that in folders is known that were there at the look before, and only on
   * Linux.
   *
   * @param files the texts of the files by their names, which are paths with slashes; those of
   *     files beside the directory begin with {@link #BESIDE}
   * @param appeared names under which files have appeared, by now perhaps gone
   * @param written names of files in which something was written under this name
   */
  public record Outside(Map<String, String> files, List<String> appeared, List<String> written) {

    /** How names of files begin that are not in the directory that the program was given. */
    public static final String BESIDE = "../";

    /**
     * Whether programs that read files look at one, as Flink and Hadoop do.
     *
     * @param name a path with slashes
     * @return false if the name of the file, or of a folder that it is in, begins with a dot or an
     *     underscore
     */
    public static boolean isVisible(String name) {
      return Stream.of(name.split("/"))
          .noneMatch(part -> part.startsWith(".") || part.startsWith("_"));
    }

    /**
     * The files that programs look at.
     *
     * @return their texts by their names, in the order of the names
     */
    public Map<String, String> visible() {
      Map<String, String> visible = new TreeMap<>(files);
      visible.keySet().removeIf(name -> !isVisible(name));
      return visible;
    }
  }

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
    return (List<T>) named("look", look, looks).getOrDefault(output, List.of());
  }

  /**
   * How far event time had come behind the program at a look.
   *
   * @param look the name of the look
   * @return the last watermark that had come out of it, as the script would have it; {@link
   *     Long#MIN_VALUE} if there was none
   */
  public long watermark(String look) {
    return named("look", look, watermarks);
  }

  /**
   * How large the state was at a checkpoint.
   *
   * @param checkpoint the name of the checkpoint
   * @return bytes, timers included
   */
  public long stateSize(String checkpoint) {
    return named("checkpoint", checkpoint, stateSizes);
  }

  /**
   * What was in a checkpoint.
   *
   * @param checkpoint the name of the checkpoint
   * @return one for each state that has something in it; empty where that cannot be told
   */
  public List<StatePart> stateParts(String checkpoint) {
    return named("checkpoint", checkpoint, stateParts);
  }

  /**
   * What the program had written outside Flink at a look at it.
   *
   * @param look the name of the look
   * @return the texts of the files by their names, which are paths with slashes
   */
  public Map<String, String> files(String look) {
    return outside(look).files();
  }

  /**
   * The same, and what has happened to files since the look before.
   *
   * @param look the name of the look
   */
  public Outside outside(String look) {
    return named("look at the files", look, outside);
  }

  private static <T> T named(String what, String name, Map<String, T> all) {
    if (!all.containsKey(name)) {
      throw new IllegalArgumentException(
          "The script has no %s '%s', only %s.".formatted(what, name, all.keySet()));
    }
    return all.get(name);
  }
}
