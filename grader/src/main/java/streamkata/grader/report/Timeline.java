package streamkata.grader.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.IntStream;
import streamkata.common.model.Event;

/**
 * The event time of a stream, cut into equal slots, at most 24: whole hours of a day, or less of a
 * shorter time.
 *
 * @param begin the beginning of the first slot, in milliseconds since the epoch
 * @param slot how long a slot is
 * @param count how many slots there are
 */
public record Timeline(long begin, Duration slot, int count) {

  private static final int MOST_SLOTS = 24;
  private static final List<Duration> SLOTS =
      List.of(
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(7));

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

  /**
   * The timeline of events.
   *
   * @param events in any order
   * @return the timeline; it has one slot if there are none
   */
  public static Timeline of(Collection<? extends Event> events) {
    LongSummaryStatistics times = events.stream().mapToLong(Event::eventTime).summaryStatistics();
    if (times.getCount() == 0) {
      return new Timeline(0, SLOTS.get(0), 1);
    }
    for (Duration slot : SLOTS) {
      long begin = Math.floorDiv(times.getMin(), slot.toMillis()) * slot.toMillis();
      long count = (times.getMax() - begin) / slot.toMillis() + 1;
      if (count <= MOST_SLOTS) {
        return new Timeline(begin, slot, (int) count);
      }
    }
    throw new IllegalArgumentException("The stream is longer than 24 weeks.");
  }

  /**
   * The same time in shorter slots.
   *
   * @param times how many times shorter
   * @return a changed copy
   */
  public Timeline finer(int times) {
    return new Timeline(begin, slot.dividedBy(times), count * times);
  }

  /**
   * The end of a slot.
   *
   * @param index of the slot, from 0
   * @return milliseconds since the epoch, exclusive
   */
  public long end(int index) {
    return begin + (index + 1) * slot.toMillis();
  }

  /**
   * The slot that a time lies in.
   *
   * @param time milliseconds since the epoch
   * @return its index; the first or last one if the time lies before or after all
   */
  public int slotOf(long time) {
    return (int) Math.max(0, Math.min(count - 1, Math.floorDiv(time - begin, slot.toMillis())));
  }

  /**
   * When a slot begins.
   *
   * @param index of the slot, from 0
   * @return the time as a clock shows it, UTC
   */
  public String label(int index) {
    return clock(begin + index * slot.toMillis());
  }

  /**
   * A time as a clock shows it.
   *
   * @param time milliseconds since the epoch
   * @return hours and minutes, UTC
   */
  public static String clock(long time) {
    return TIME.format(Instant.ofEpochMilli(time));
  }

  /**
   * A time as a number on the axis.
   *
   * @param time milliseconds since the epoch
   * @return hours or minutes from the beginning
   */
  public double at(long time) {
    return (double) (time - begin) / unit().toMillis();
  }

  /**
   * The end of each slot as a number on the axis.
   *
   * @return hours or minutes from the beginning
   */
  public double[] ends() {
    return IntStream.range(0, count).mapToDouble(index -> at(end(index))).toArray();
  }

  /**
   * What the axis says.
   *
   * @return its unit, and when it begins
   */
  public String axis() {
    return "%s after %s UTC".formatted(unit().toHours() > 0 ? "hours" : "minutes", clock(begin));
  }

  private Duration unit() {
    return slot.multipliedBy(count).toHours() > 3 ? Duration.ofHours(1) : Duration.ofMinutes(1);
  }
}
