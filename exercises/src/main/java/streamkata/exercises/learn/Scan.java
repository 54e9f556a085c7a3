package streamkata.exercises.learn;

import java.time.Instant;

/**
 * A depot has scanned a parcel: the event that all examples are about.
 *
 * @param parcel identifies the parcel
 * @param depot where it was scanned
 * @param grams how heavy it is
 * @param time when it was scanned, milliseconds since the epoch, UTC
 */
public record Scan(String parcel, String depot, int grams, long time) {

  /** A scan on 1 January 2026, at a time such as {@code 09:15}. */
  public static Scan of(String parcel, String depot, int grams, String time) {
    return new Scan(
        parcel, depot, grams, Instant.parse("2026-01-01T" + time + ":00Z").toEpochMilli());
  }

  /** The time of day of a time in milliseconds, such as {@code 09:15}; {@code -} for none yet. */
  public static String clock(long time) {
    return time == Long.MIN_VALUE ? "-" : Instant.ofEpochMilli(time).toString().substring(11, 16);
  }
}
