package streamkata.grader.labs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import streamkata.grader.page.Block;
import streamkata.grader.page.Canvas;
import streamkata.grader.page.Cell;
import streamkata.grader.page.Figure;
import streamkata.grader.page.LineChart;
import streamkata.grader.page.Picture;
import streamkata.grader.page.Table;
import streamkata.grader.report.Numbers;
import streamkata.grader.report.Playback;
import streamkata.grader.report.Timeline;
import streamkata.grader.scenario.Outcome;

/**
 * A picture of how many of each kind there are, and of the size of the state, over time.
 *
 * @param timeline the slots
 * @param counts for each kind, by name, how many there are at the end of each slot
 * @param stateKilobytes the size of a checkpoint taken at the end of each slot
 */
public record CountsAndState(
    Timeline timeline, Map<String, double[]> counts, double[] stateKilobytes) {

  /**
   * With the state of a program.
   *
   * @param timeline the slots
   * @param counts for each kind, by name, how many there are at the end of each slot
   * @param outcome what the program was played
   */
  public static CountsAndState of(
      Timeline timeline, Map<String, double[]> counts, Outcome outcome) {
    double[] kilobytes =
        Arrays.stream(Playback.stateSizes(outcome, timeline)).map(bytes -> bytes / 1000).toArray();
    return new CountsAndState(timeline, counts, kilobytes);
  }

  /**
   * Draws them beside each other.
   *
   * @param caption what there is to see
   * @return the picture and its numbers
   */
  public List<Block> show(String caption) {
    return List.of(
        new Figure(
            "Left: the number of results so far. Right: the size of a checkpoint, with all state"
                + " and timers of your program. "
                + caption,
            Figure.Format.HALF,
            List.of(
                new Picture(
                    String.join(", ", counts.keySet()),
                    "By the end: %s."
                        .formatted(
                            String.join(
                                ", ",
                                counts.entrySet().stream()
                                    .map(
                                        e ->
                                            Numbers.text((long) last(e.getValue()))
                                                + " "
                                                + e.getKey())
                                    .toList())),
                    this::drawCounts),
                new Picture(
                    "State, kB",
                    "From %s kB to %s kB."
                        .formatted(
                            Numbers.text(stateKilobytes[0], 1),
                            Numbers.text(last(stateKilobytes), 1)),
                    this::drawState))),
        table());
  }

  private static double last(double[] values) {
    return values[values.length - 1];
  }

  private XYChart drawCounts(Canvas canvas) {
    LineChart chart = new LineChart(canvas, timeline.axis(), "so far");
    counts.forEach((name, values) -> chart.line(name, timeline.ends(), values));
    chart.chart().getStyler().setYAxisMin(0.0);
    return chart.chart();
  }

  private XYChart drawState(Canvas canvas) {
    XYChart chart =
        new LineChart(canvas, timeline.axis(), "kB")
            .line("state", timeline.ends(), stateKilobytes)
            .chart();
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setLegendVisible(false);
    return chart;
  }

  private Table table() {
    List<List<Cell>> rows = new ArrayList<>();
    for (int slot = 0; slot < timeline.count(); slot++) {
      int at = slot;
      rows.add(
          Stream.of(
                  Stream.of(Cell.text(Timeline.clock(timeline.end(slot)))),
                  counts.values().stream()
                      .map(values -> Cell.number(Numbers.text((long) values[at]))),
                  Stream.of(Cell.number(Numbers.text(stateKilobytes[at], 1))))
              .flatMap(cells -> cells)
              .toList());
    }
    List<String> headers =
        Stream.of(Stream.of("By (UTC)"), counts.keySet().stream(), Stream.of("State, kB"))
            .flatMap(names -> names)
            .toList();
    return new Table("Results and state by time", headers, rows, true);
  }
}
