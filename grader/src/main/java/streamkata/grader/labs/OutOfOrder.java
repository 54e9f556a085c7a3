package streamkata.grader.labs;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import streamkata.common.model.Event;
import streamkata.grader.scenario.Script;

/**
 * Events as they arrive in production: each delayed by a random time below a bound, with watermarks
 * that say, as far as that bound allows, what is complete.
 */
public final class OutOfOrder {

  private OutOfOrder() {}

  /**
   * Puts events in an order in which they may arrive.
   *
   * @param bound by less than this they are late
   * @param random decides by how much
   * @param <E> the type of the events
   * @return the events in the order of arrival
   */
  public static <E extends Event> List<E> shuffle(List<E> events, Duration bound, Random random) {
    return events.stream()
        .map(event -> new Arrival<>(event, event.eventTime() + random.nextLong(bound.toMillis())))
        .sorted(Comparator.comparingLong(Arrival::time))
        .map(Arrival::event)
        .toList();
  }

  /**
   * A script in which events that are out of order by less than a bound, all or some of them,
   * arrive: each with the watermark that can follow it, so none is late.
   *
   * @param events in the order of arrival
   * @param bound by less than this they are out of order
   */
  public static Script arrive(List<? extends Event> events, Duration bound) {
    return arriveInTurns(events, bound, events.size());
  }

  /**
   * The same with a gate after so many events: what is in one turn has been processed before the
   * next begins, whatever inputs they come through.
   *
   * @param events in the order of arrival
   * @param bound by less than this they are out of order
   * @param size how many events are in a turn, from 1
   */
  public static Script arriveInTurns(List<? extends Event> events, Duration bound, int size) {
    Script script = Script.script();
    long latest = Long.MIN_VALUE;
    int count = 0;
    for (Event event : events) {
      if (count > 0 && count % size == 0) {
        script.gate();
      }
      count++;
      script.emit(event);
      if (event.eventTime() > latest) {
        latest = event.eventTime();
        script.watermark(latest - bound.toMillis());
      }
    }
    return script;
  }

  private record Arrival<E>(E event, long time) {}
}
