package streamkata.grader.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import streamkata.common.model.Event;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Script;
import streamkata.grader.scenario.Step;

/** Makes a script of a stream: watermarks as its source gives them, and a look after each slot. */
public final class Playback {

  private static final long WATERMARKS_EVERY = Duration.ofSeconds(10).toMillis();

  private Playback() {}

  /**
   * The script. After the watermark has passed the end of a slot, and once more when the stream is
   * over, a checkpoint is taken and the results are looked at, or the files of a lab without any.
   */
  static Script script(
      List<? extends Event> events, Duration maxDelay, Timeline timeline, boolean files) {
    Script script = Script.script();
    long latest = Long.MIN_VALUE;
    long watermark = Long.MIN_VALUE;
    int slot = 0;
    for (Event event : events) {
      script.emit(event);
      latest = Math.max(latest, event.eventTime());
      long next = latest - maxDelay.toMillis() - 1;
      if (watermark == Long.MIN_VALUE || next >= watermark + WATERMARKS_EVERY) {
        watermark = next;
        script.watermark(watermark);
        while (slot < timeline.count() - 1 && watermark >= timeline.end(slot)) {
          look(script, slot++, files);
        }
      }
    }
    while (slot < timeline.count()) {
      look(script, slot++, files);
    }
    return script;
  }

  /**
   * What was out by the end of each slot.
   *
   * @param outcome what was played
   * @param output the name of the output
   * @param timeline the slots
   * @param <T> the type of the results
   * @return for each slot the results so far
   */
  public static <T> List<List<T>> results(Outcome outcome, String output, Timeline timeline) {
    return IntStream.range(0, timeline.count())
        .mapToObj(slot -> outcome.<T>results(name(slot), output))
        .toList();
  }

  /**
   * What files there were at the end of each slot.
   *
   * @param outcome what was played
   * @param timeline the slots
   * @return for each slot the files of a lab that writes files
   */
  public static List<Outcome.Outside> files(Outcome outcome, Timeline timeline) {
    return IntStream.range(0, timeline.count())
        .mapToObj(slot -> outcome.outside(name(slot)))
        .toList();
  }

  /**
   * How many results were out by the end of each slot.
   *
   * @param outcome what was played
   * @param output the name of the output
   * @param timeline the slots
   * @return a number for each slot
   */
  public static double[] counts(Outcome outcome, String output, Timeline timeline) {
    return results(outcome, output, timeline).stream().mapToDouble(List::size).toArray();
  }

  /**
   * How many events of a kind had arrived by the end of each slot.
   *
   * @param outcome what was played
   * @param kind which events
   * @return a number for each slot
   */
  public static double[] arrivals(Outcome outcome, Predicate<Event> kind) {
    DoubleStream.Builder counts = DoubleStream.builder();
    long count = 0;
    for (Step step : outcome.scenario().script().steps()) {
      if (step instanceof Step.Emit emit && kind.test(emit.event())) {
        count++;
      } else if (step instanceof Step.Look) {
        counts.add(count);
      }
    }
    return counts.build().toArray();
  }

  /**
   * The bytes of state in the checkpoint after each slot.
   *
   * @param outcome what was played
   * @param timeline the slots
   * @return a number for each slot
   */
  public static double[] stateSizes(Outcome outcome, Timeline timeline) {
    return IntStream.range(0, timeline.count())
        .mapToDouble(slot -> outcome.stateSize(name(slot)))
        .toArray();
  }

  /**
   * Rides and fares as they arrive together: by the latest event time that each stream has seen.
   */
  static List<TaxiEvent> merge(List<TaxiRide> rides, List<TaxiFare> fares) {
    List<TaxiEvent> merged = new ArrayList<>(rides.size() + fares.size());
    long latestFare = Long.MIN_VALUE;
    long latestRide = Long.MIN_VALUE;
    int next = 0;
    for (TaxiRide ride : rides) {
      latestRide = Math.max(latestRide, ride.eventTime());
      while (next < fares.size()
          && Math.max(latestFare, fares.get(next).eventTime()) <= latestRide) {
        latestFare = Math.max(latestFare, fares.get(next).eventTime());
        merged.add(fares.get(next++));
      }
      merged.add(ride);
    }
    merged.addAll(fares.subList(next, fares.size()));
    return merged;
  }

  private static void look(Script script, int slot, boolean files) {
    script.checkpoint(name(slot)).look(name(slot));
    if (files) {
      script.lookOutside(name(slot));
    }
  }

  private static String name(int slot) {
    return "slot " + slot;
  }
}
