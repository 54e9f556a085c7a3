package streamkata.grader.labs.traveltime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;
import streamkata.grader.page.Block;
import streamkata.grader.page.Canvas;
import streamkata.grader.page.Cell;
import streamkata.grader.page.Figure;
import streamkata.grader.page.LineChart;
import streamkata.grader.page.Picture;
import streamkata.grader.page.Table;
import streamkata.grader.report.LabPicture;
import streamkata.grader.report.Numbers;
import streamkata.grader.report.TaxiStream;
import streamkata.grader.report.Timeline;
import streamkata.grader.scenario.Outcome;

/** Predicted against actual minutes, and how many rides had no prediction, as the models learn. */
public final class TravelTimePredictionPicture implements LabPicture {

  private static final int UNKNOWN = -1;
  private static final int MOST_DOTS = 600;
  private static final int LONGEST_MINUTES = 60;

  /**
   * A prediction that has come true, or not.
   *
   * @param slot when the ride began
   * @param predicted minutes
   * @param actual minutes
   */
  record Pair(int slot, int predicted, double actual) {

    double error() {
      return Math.abs(predicted - actual);
    }
  }

  /**
   * What came of the predictions.
   *
   * @param timeline the slots
   * @param predictions how many there were for rides that began in each slot
   * @param unknown how many of them were -1
   * @param pairs the others, of rides that ended while the stream lasted, in the order of
   *     prediction
   */
  record Learning(Timeline timeline, int[] predictions, int[] unknown, List<Pair> pairs) {

    static Learning of(
        Timeline timeline, List<TaxiRide> input, List<TravelTimePrediction> predicted) {
      Map<Long, Long> starts = new HashMap<>();
      Map<Long, Double> actual = new HashMap<>();
      for (TaxiRide ride : input) {
        if (ride.isStart()) {
          starts.put(ride.rideId(), ride.startTime());
        } else {
          actual.put(ride.rideId(), (ride.endTime() - ride.startTime()) / 60_000.0);
        }
      }
      int[] predictions = new int[timeline.count()];
      int[] unknown = new int[timeline.count()];
      List<Pair> pairs = new ArrayList<>();
      for (TravelTimePrediction prediction : predicted) {
        Long start = starts.get(prediction.rideId());
        if (start == null) {
          continue;
        }
        int slot = timeline.slotOf(start);
        predictions[slot]++;
        if (prediction.minutes() == UNKNOWN) {
          unknown[slot]++;
        } else if (actual.containsKey(prediction.rideId())) {
          pairs.add(new Pair(slot, prediction.minutes(), actual.get(prediction.rideId())));
        }
      }
      return new Learning(timeline, predictions, unknown, pairs);
    }

    /** The share of -1 in a slot; NaN if nothing was predicted. */
    double shareUnknown(int slot) {
      return predictions[slot] == 0 ? Double.NaN : (double) unknown[slot] / predictions[slot];
    }

    /** The median of the errors of a slot in minutes; NaN if there are none. */
    double medianError(int slot) {
      double[] errors =
          pairs.stream()
              .filter(pair -> pair.slot() == slot)
              .mapToDouble(Pair::error)
              .sorted()
              .toArray();
      int middle = errors.length / 2;
      return errors.length == 0
          ? Double.NaN
          : errors.length % 2 == 1 ? errors[middle] : (errors[middle - 1] + errors[middle]) / 2;
    }
  }

  @Override
  public List<Block> show(TaxiStream stream, Timeline looks, Outcome outcome) {
    return show(Learning.of(looks, stream.rides(), outcome.results()));
  }

  static List<Block> show(Learning learning) {
    Timeline timeline = learning.timeline();
    int last = timeline.count() - 1;
    List<Pair> dots = thinned(learning.pairs());
    return List.of(
        new Figure(
            "Left: the share of the rides for which your program answered -1, by the time of their"
                + " start. It answers -1 while no ride to the same cell from the same direction has"
                + " ended. Right: predicted and actual minutes. On the line both are equal. %s"
                    .formatted(
                        dots.size() < learning.pairs().size()
                            ? "Of %s such rides the picture shows %d, evenly chosen."
                                .formatted(Numbers.text(learning.pairs().size()), dots.size())
                            : ""),
            Figure.Format.HALF,
            List.of(
                new Picture(
                    "Share of -1",
                    "The share of -1 goes from %s to %s."
                        .formatted(
                            Numbers.percent(learning.shareUnknown(0)),
                            Numbers.percent(learning.shareUnknown(last))),
                    canvas -> unknown(canvas, learning)),
                new Picture(
                    "Predicted against actual minutes",
                    "Median error in minutes: %s at first, %s in the end."
                        .formatted(
                            Numbers.text(learning.medianError(0), 1),
                            Numbers.text(learning.medianError(last), 1)),
                    canvas -> against(canvas, dots)))),
        new Table(
            "Predictions by time",
            List.of(
                "From (UTC)", "Predictions", "Of them -1", "Share of -1", "Median error, minutes"),
            IntStream.rangeClosed(0, last)
                .mapToObj(
                    slot ->
                        List.of(
                            Cell.text(timeline.label(slot)),
                            Cell.number(Numbers.text(learning.predictions()[slot])),
                            Cell.number(Numbers.text(learning.unknown()[slot])),
                            Cell.number(Numbers.percent(learning.shareUnknown(slot))),
                            Cell.number(Numbers.text(learning.medianError(slot), 1))))
                .toList(),
            true));
  }

  private static XYChart unknown(Canvas canvas, Learning learning) {
    double[] percent =
        IntStream.range(0, learning.timeline().count())
            .mapToDouble(slot -> 100 * learning.shareUnknown(slot))
            .toArray();
    XYChart chart =
        new LineChart(canvas, learning.timeline().axis(), "percent")
            .line("share of -1", learning.timeline().ends(), percent)
            .yRange(0, 100)
            .chart();
    chart.getStyler().setLegendVisible(false);
    return chart;
  }

  private static XYChart against(Canvas canvas, List<Pair> dots) {
    double[] ends = {0, LONGEST_MINUTES};
    LineChart chart =
        new LineChart(canvas, "actual minutes", "predicted minutes")
            .line("both the same", ends, ends)
            .yRange(0, LONGEST_MINUTES)
            .xRange(0, LONGEST_MINUTES);
    Map<Boolean, List<Pair>> halves =
        IntStream.range(0, dots.size())
            .boxed()
            .collect(
                Collectors.partitioningBy(
                    index -> index >= dots.size() / 2,
                    Collectors.mapping(dots::get, Collectors.toList())));
    addDots(chart, "first half", halves.get(false));
    addDots(chart, "second half", halves.get(true));
    chart.chart().getStyler().setMarkerSize(4);
    return chart.chart();
  }

  private static void addDots(LineChart chart, String name, List<Pair> pairs) {
    if (!pairs.isEmpty()) {
      chart.dots(
          name,
          pairs.stream().mapToDouble(Pair::actual).toArray(),
          pairs.stream().mapToDouble(Pair::predicted).toArray());
    }
  }

  /** At most so many, evenly chosen, in the order of the slots. */
  private static List<Pair> thinned(List<Pair> all) {
    int step = Math.max(1, (all.size() + MOST_DOTS - 1) / MOST_DOTS);
    return IntStream.range(0, all.size())
        .filter(index -> index % step == 0)
        .mapToObj(all::get)
        .sorted(Comparator.comparingInt(Pair::slot))
        .toList();
  }
}
