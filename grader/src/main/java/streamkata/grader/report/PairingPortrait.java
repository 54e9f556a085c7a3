package streamkata.grader.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import streamkata.common.lab.ExpiringStateLab;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.page.Block;
import streamkata.grader.page.Canvas;
import streamkata.grader.page.Cell;
import streamkata.grader.page.Figure;
import streamkata.grader.page.LineChart;
import streamkata.grader.page.Picture;
import streamkata.grader.page.Table;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Pipeline;

/**
 * Pairs against what has none, and the size of the state, over time.
 *
 * @param lab the id of the lab
 * @param outputs the names of its outputs
 * @param pipeline how its contract is applied
 * @param caption what there is to see
 * @param <L> the contract
 */
record PairingPortrait<L>(String lab, List<String> outputs, Pipeline<L> pipeline, String caption)
    implements Portrait<L> {

  private static final String PAIRS = "pairs";
  private static final String UNMATCHED_RIDES = "unmatched rides";
  private static final String UNMATCHED_FARES = "unmatched fares";

  private static final String WAITING_RIDES = "rides waiting";
  private static final String WAITING_FARES = "fares waiting";
  private static final Predicate<TaxiEvent> RIDE_STARTS =
      event -> event instanceof TaxiRide ride && ride.isStart();
  private static final Predicate<TaxiEvent> FARES = TaxiFare.class::isInstance;

  /** The lab rides-and-fares. */
  static PairingPortrait<RidesAndFaresLab> ridesAndFares() {
    return new PairingPortrait<>(
        "rides-and-fares",
        List.of(PAIRS),
        (lab, streams) ->
            streams.collect(PAIRS, RideAndFare.class, lab.pair(streams.rides(), streams.fares())),
        "What has lost its other half waits for ever: this lab is not asked to give it up, and so"
            + " its state grows. In the lab expiring-state it must not.");
  }

  /** The lab expiring-state. */
  static PairingPortrait<ExpiringStateLab> expiringState() {
    return new PairingPortrait<>(
        "expiring-state",
        List.of(PAIRS, UNMATCHED_RIDES, UNMATCHED_FARES),
        (lab, streams) -> {
          ExpiringStateLab.Pairing pairing = lab.pair(streams.rides(), streams.fares());
          streams.collect(PAIRS, RideAndFare.class, pairing.pairs());
          streams.collect(UNMATCHED_RIDES, TaxiRide.class, pairing.unmatchedRides());
          streams.collect(UNMATCHED_FARES, TaxiFare.class, pairing.unmatchedFares());
        },
        "What has lost its other half is given up, and so the state stays as small as what is under"
            + " way.");
  }

  /**
   * Counts by time.
   *
   * @param timeline the slots
   * @param counts for each output how many results were out at the end of each slot; where pairs
   *     are the only output, also how many rides and fares had come that are in no pair
   * @param stateKilobytes the size of a checkpoint taken at the end of each slot
   */
  record Counts(Timeline timeline, Map<String, double[]> counts, double[] stateKilobytes) {

    static Counts of(Timeline timeline, List<String> outputs, Outcome outcome) {
      Map<String, double[]> counts = new LinkedHashMap<>();
      for (String output : outputs) {
        counts.put(
            output,
            Playback.results(outcome, output, timeline).stream().mapToDouble(List::size).toArray());
      }
      if (outputs.equals(List.of(PAIRS))) {
        double[] pairs = counts.get(PAIRS);
        counts.put(WAITING_RIDES, less(Playback.arrivals(outcome, RIDE_STARTS), pairs));
        counts.put(WAITING_FARES, less(Playback.arrivals(outcome, FARES), pairs));
      }
      double[] kilobytes =
          Arrays.stream(Playback.stateSizes(outcome, timeline))
              .map(bytes -> bytes / 1000)
              .toArray();
      return new Counts(timeline, counts, kilobytes);
    }

    private static double[] less(double[] some, double[] others) {
      return IntStream.range(0, some.length).mapToDouble(i -> some[i] - others[i]).toArray();
    }

    double last(double[] values) {
      return values[values.length - 1];
    }
  }

  @Override
  public List<TaxiEvent> input(TaxiStream stream) {
    return Playback.merge(stream.rides(), stream.fares());
  }

  @Override
  public Pipeline<L> pipeline(TaxiStream stream) {
    return pipeline;
  }

  @Override
  public List<Block> show(TaxiStream stream, Outcome outcome) {
    return show(Counts.of(looks(stream), outputs, outcome));
  }

  private List<Block> show(Counts counts) {
    double[] state = counts.stateKilobytes();
    return List.of(
        new Figure(
            "Left: what was out by then, added up. Right: the size of a checkpoint taken then, with"
                + " all state and timers of your program. "
                + caption,
            Figure.Format.HALF,
            List.of(
                new Picture(
                    String.join(", ", counts.counts().keySet()),
                    "By the end: %s."
                        .formatted(
                            String.join(
                                ", ",
                                counts.counts().entrySet().stream()
                                    .map(
                                        e ->
                                            Numbers.text((long) counts.last(e.getValue()))
                                                + " "
                                                + e.getKey())
                                    .toList())),
                    canvas -> counts(canvas, counts)),
                new Picture(
                    "State, kB",
                    "From %s kB to %s kB."
                        .formatted(Numbers.text(state[0], 1), Numbers.text(counts.last(state), 1)),
                    canvas -> state(canvas, counts)))),
        table(counts));
  }

  private static XYChart counts(Canvas canvas, Counts counts) {
    LineChart chart = new LineChart(canvas, counts.timeline().axis(), "so far");
    counts.counts().forEach((name, values) -> chart.line(name, counts.timeline().ends(), values));
    chart.chart().getStyler().setYAxisMin(0.0);
    return chart.chart();
  }

  private static XYChart state(Canvas canvas, Counts counts) {
    XYChart chart =
        new LineChart(canvas, counts.timeline().axis(), "kB")
            .line("state", counts.timeline().ends(), counts.stateKilobytes())
            .chart();
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setLegendVisible(false);
    return chart;
  }

  private Table table(Counts counts) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int slot = 0; slot < counts.timeline().count(); slot++) {
      int at = slot;
      rows.add(
          Stream.of(
                  Stream.of(Cell.text(Timeline.clock(counts.timeline().end(slot)))),
                  counts.counts().values().stream()
                      .map(values -> Cell.number(Numbers.text((long) values[at]))),
                  Stream.of(Cell.number(Numbers.text(counts.stateKilobytes()[at], 1))))
              .flatMap(cells -> cells)
              .toList());
    }
    List<String> headers =
        Stream.of(Stream.of("By (UTC)"), counts.counts().keySet().stream(), Stream.of("State, kB"))
            .flatMap(names -> names)
            .toList();
    return new Table("Results and state by time", headers, rows, true);
  }
}
