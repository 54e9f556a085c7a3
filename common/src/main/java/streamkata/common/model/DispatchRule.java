package streamkata.common.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One version of a rule of the dispatchers, who want to know of some rides. A later version with
 * the same {@code ruleId} replaces it.
 *
 * <p>An event matches the rule if it meets all four conditions: {@code cells}, {@code
 * minPassengers}, {@code length} with {@code minutes}, and {@code sinceTime}.
 *
 * @param ruleId identifies the rule; any long
 * @param isActive whether the rule holds; false means that it is withdrawn, and the other
 *     components mean nothing
 * @param cells the grid cells in which the event must be, as {@link
 *     streamkata.common.geo.GeoUtils#mapToGridCell} counts them; empty for any place, also one
 *     outside NYC
 * @param minPassengers so many passengers or more, 0 or more
 * @param length what the duration of the ride must be
 * @param minutes 0 or more; means nothing if the length is {@link Length#ANY}
 * @param sinceTime an event must be at this time or later, in milliseconds since the epoch, UTC; 0
 *     or more
 */
public record DispatchRule(
    long ruleId,
    boolean isActive,
    List<Integer> cells,
    int minPassengers,
    Length length,
    int minutes,
    long sinceTime)
    implements Event {

  /** So many cells are named in a sentence. */
  private static final int TOLD = 4;

  /** What a rule says about the duration of a ride. */
  public enum Length {
    /** Nothing; also events whose duration is not known match. */
    ANY,
    /** The ride took more than so many minutes; exactly so many are not longer. */
    LONGER,
    /** The ride took less than so many minutes; exactly so many are not shorter. */
    SHORTER
  }

  /**
   * The version of a rule that ends it.
   *
   * @param ruleId identifies the rule
   * @param time milliseconds since the epoch, UTC
   */
  public static DispatchRule withdrawn(long ruleId, long time) {
    return new DispatchRule(ruleId, false, List.of(), 0, Length.ANY, 0, time);
  }

  /**
   * The time from which the rule holds, whenever it arrives.
   *
   * @return milliseconds since the epoch, UTC
   */
  @Override
  public long eventTime() {
    return sinceTime;
  }

  /**
   * This rule for a learner.
   *
   * @return for example {@code rule 7: 2 passengers or more, longer than 30 minutes, in cell 17,
   *     since 13:05:00}
   */
  @Override
  public String describe() {
    if (!isActive) {
      return "rule %d is withdrawn".formatted(ruleId);
    }
    String duration =
        switch (length) {
          case ANY -> "";
          case LONGER -> ", longer than %d minutes".formatted(minutes);
          case SHORTER -> ", shorter than %d minutes".formatted(minutes);
        };
    return "rule %d: %d passengers or more%s%s, since %s"
        .formatted(ruleId, minPassengers, duration, area(), Event.clock(sinceTime));
  }

  private String area() {
    if (cells.isEmpty()) {
      return "";
    }
    String first =
        cells.stream().limit(TOLD).map(String::valueOf).collect(Collectors.joining(" or "));
    return ", in cell "
        + first
        + (cells.size() > TOLD ? " or one of %d more".formatted(cells.size() - TOLD) : "");
  }
}
