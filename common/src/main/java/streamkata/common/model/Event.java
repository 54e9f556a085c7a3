package streamkata.common.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Anything that happens at a time and travels through a stream. */
public interface Event {

  /**
   * When this event happened.
   *
   * @return milliseconds since the epoch, UTC
   */
  long eventTime();

  /**
   * This event for a learner: short, and only what tells it from others.
   *
   * @return one line
   */
  String describe();

  /**
   * Writes the time of day.
   *
   * @param time milliseconds since the epoch, UTC
   * @return {@code HH:mm:ss}, with milliseconds where there are any
   */
  static String clock(long time) {
    return DateTimeFormatter.ofPattern(time % 1000 == 0 ? "HH:mm:ss" : "HH:mm:ss.SSS", Locale.ROOT)
        .withZone(ZoneOffset.UTC)
        .format(Instant.ofEpochMilli(time));
  }
}
