package streamkata.grader.labs;

import static streamkata.grader.scenario.Script.script;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import streamkata.common.model.TaxiEvent;
import streamkata.grader.scenario.Script;

/** Events that arrive in another order than they happened in, and watermarks that allow for it. */
final class OutOfOrder {

  private static final int EVENTS_PER_WATERMARK = 10;

  private OutOfOrder() {}

  /** Delays each event by anything up to the bound. */
  static <E extends TaxiEvent> List<E> shuffled(List<E> events, Duration bound, Random random) {
    Map<E, Long> arrivals = new HashMap<>();
    events.forEach(
        event ->
            arrivals.put(
                event, event.eventTime() + (long) (random.nextDouble() * bound.toMillis())));
    return events.stream().sorted(Comparator.comparing(arrivals::get)).toList();
  }

  /** A script of these events with a watermark now and then, as far on as none becomes late. */
  static Script withWatermarks(List<? extends TaxiEvent> inOrderOfArrival) {
    Script script = script();
    for (int from = 0; from < inOrderOfArrival.size(); from += EVENTS_PER_WATERMARK) {
      int to = Math.min(from + EVENTS_PER_WATERMARK, inOrderOfArrival.size());
      script.emit(inOrderOfArrival.subList(from, to));
      inOrderOfArrival.subList(to, inOrderOfArrival.size()).stream()
          .mapToLong(TaxiEvent::eventTime)
          .min()
          .ifPresent(next -> script.watermark(next - 1));
    }
    return script;
  }
}
