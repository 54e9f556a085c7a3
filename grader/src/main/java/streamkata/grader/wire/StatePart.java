package streamkata.grader.wire;

/**
 * What a checkpoint holds of one state of one operator.
 *
 * @param operator the uid of the operator, or else its name; empty if it has neither
 * @param name the name of the state; of timers that of their service
 * @param kind what kind of state it is
 * @param entries for how many keys there is a value, how many timers there are, or how many entries
 *     the instances of the operator hold together
 * @param bytes the size of them
 * @param expires whether it has a time to live, which the wall clock measures
 */
public record StatePart(
    String operator, String name, Kind kind, long entries, long bytes, boolean expires) {

  /** The kinds of state that an operator can have. */
  public enum Kind {
    /** State of a key. */
    KEYED,
    /** Timers that wait for a watermark. */
    EVENT_TIME_TIMERS,
    /** Timers that wait for the wall clock. */
    PROCESSING_TIME_TIMERS,
    /** State of an operator instance: a list, a union list, a broadcast map. */
    OPERATOR
  }

  /** What it is, in words. */
  @Override
  public String toString() {
    return switch (kind) {
      case KEYED -> "keyed state \"%s\"".formatted(name);
      case OPERATOR -> "operator state \"%s\"".formatted(name);
      case EVENT_TIME_TIMERS -> "event-time timers";
      case PROCESSING_TIME_TIMERS -> "processing-time timers";
    };
  }
}
