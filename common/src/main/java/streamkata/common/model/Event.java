package streamkata.common.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
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
   * Writes the time of day, with the date where it is not 1 January 2013, the first day of the
   * kit's data.
   *
   * @param time milliseconds since the epoch, UTC
   * @return {@code HH:mm:ss}, with milliseconds where there are any
   */
  static String clock(long time) {
    OffsetDateTime when = Instant.ofEpochMilli(time).atOffset(ZoneOffset.UTC);
    String day = when.toLocalDate().equals(LocalDate.of(2013, 1, 1)) ? "" : "uuuu-MM-dd ";
    String millis = time % 1000 == 0 ? "" : ".SSS";
    return DateTimeFormatter.ofPattern(day + "HH:mm:ss" + millis, Locale.ROOT).format(when);
  }
}
