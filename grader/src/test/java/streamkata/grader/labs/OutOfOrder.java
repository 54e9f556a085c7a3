package streamkata.grader.labs;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import streamkata.common.model.TaxiEvent;
import streamkata.grader.scenario.Script;

/**
 * Events as they arrive in production: each delayed by a random time below a bound, with a
 * watermark now and then that says, as far as that bound allows, what is complete.
 */
final class OutOfOrder {

  private static final int EVENTS_PER_WATERMARK = 7;

  private OutOfOrder() {}

  /** Adds the events to a script, none of them late. */
  static Script arrive(
      Script script, List<? extends TaxiEvent> events, Duration bound, Random random) {
    List<Arrival> arrivals =
        events.stream()
            .map(event -> new Arrival(event, random.nextLong(bound.toMillis())))
            .sorted(Comparator.comparingLong(Arrival::time))
            .toList();
    for (int i = 0; i < arrivals.size(); i++) {
      script.emit(arrivals.get(i).event());
      if (i % EVENTS_PER_WATERMARK == 0) {
        script.watermark(arrivals.get(i).time() - bound.toMillis());
      }
    }
    return script;
  }

  private record Arrival(TaxiEvent event, long delay) {
    long time() {
      return event.eventTime() + delay;
    }
  }
}
