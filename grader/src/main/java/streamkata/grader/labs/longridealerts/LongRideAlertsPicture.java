package streamkata.grader.labs.longridealerts;

import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;
import streamkata.common.model.TaxiRide;
import streamkata.grader.page.Block;
import streamkata.grader.page.Canvas;
import streamkata.grader.page.Cell;
import streamkata.grader.page.Figure;
import streamkata.grader.page.Paragraph;
import streamkata.grader.page.Picture;
import streamkata.grader.page.Table;
import streamkata.grader.report.LabPicture;
import streamkata.grader.report.Numbers;
import streamkata.grader.report.Playback;
import streamkata.grader.report.TaxiStream;
import streamkata.grader.report.Timeline;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.wire.Contract;

/** Rides over time, with the alerts. */
public final class LongRideAlertsPicture implements LabPicture {

  private static final int LOOKS_A_SLOT = 4;
  private static final int MOST_RIDES = 60;
  private static final long TWO_HOURS = 2 * 3_600_000L;

  /**
   * A ride that had an alert.
   *
   * @param rideId the ride
   * @param start when it began
   * @param end when it ended, or when the stream did if that was before
   * @param alert by when its alert was out; looked at now and then
   */
  record Alerted(long rideId, long start, long end, long alert) {

    boolean isLong() {
      return end - start > TWO_HOURS;
    }
  }

  /**
   * All alerts.
   *
   * @param rides the rides that had one, in the order of their starts
   * @param repeated how many alerts came for a ride that had one already
   * @param unknown how many alerts came for rides that never began
   */
  record Alerts(List<Alerted> rides, int repeated, int unknown) {

    static Alerts of(Timeline looks, List<TaxiRide> input, List<List<Long>> alertsByLook) {
      Map<Long, Long> starts = new HashMap<>();
      Map<Long, Long> ends = new HashMap<>();
      for (TaxiRide ride : input) {
        (ride.isStart() ? starts : ends).put(ride.rideId(), ride.eventTime());
      }
      long over = input.stream().mapToLong(TaxiRide::eventTime).max().orElse(0);
      Set<Long> seen = new HashSet<>();
      List<Alerted> rides = new ArrayList<>();
      int repeated = 0;
      int unknown = 0;
      int counted = 0;
      for (int look = 0; look < alertsByLook.size(); look++) {
        List<Long> alerts = alertsByLook.get(look);
        for (long rideId : alerts.subList(counted, alerts.size())) {
          if (!seen.add(rideId)) {
            repeated++;
          } else if (!starts.containsKey(rideId)) {
            unknown++;
          } else {
            long end = ends.getOrDefault(rideId, over);
            rides.add(new Alerted(rideId, starts.get(rideId), end, looks.end(look)));
          }
        }
        counted = alerts.size();
      }
      rides.sort(Comparator.comparingLong(Alerted::start).thenComparing(Alerted::rideId));
      return new Alerts(rides, repeated, unknown);
    }

    long wrong() {
      return rides.stream().filter(ride -> !ride.isLong()).count();
    }
  }

  @Override
  public Timeline looks(Timeline slots) {
    return slots.finer(LOOKS_A_SLOT);
  }

  @Override
  public List<Block> show(TaxiStream stream, Timeline looks, Outcome outcome) {
    return show(
        looks, Alerts.of(looks, stream.rides(), Playback.results(outcome, Contract.RESULT, looks)));
  }

  static List<Block> show(Timeline looks, Alerts alerts) {
    List<Alerted> rides = alerts.rides();
    List<Block> blocks = new ArrayList<>();
    if (rides.isEmpty()) {
      blocks.add(new Paragraph("Your program emitted no alert for any ride of this stream."));
    } else {
      List<Alerted> shown = rides.subList(0, Math.min(MOST_RIDES, rides.size()));
      blocks.add(
          Figure.wide(
              "Each line is a ride with an alert, from its START to its END or to the end of the"
                  + " stream. The diamond is the alert, exact to %d minutes. It must be two hours after the START.%s"
                      .formatted(
                          looks.slot().toMinutes(),
                          shown.size() < rides.size()
                              ? " The first %d of %d rides are shown."
                                  .formatted(shown.size(), rides.size())
                              : ""),
              new Picture(
                  "",
                  "%d rides with an alert, %d of them longer than two hours."
                      .formatted(rides.size(), rides.size() - alerts.wrong()),
                  canvas -> draw(canvas, looks, shown))));
    }
    blocks.add(
        new Table(
            "Alerts that your program gave",
            List.of("Alerts", "How many"),
            List.of(
                row("for rides of more than two hours", rides.size() - alerts.wrong()),
                row("for shorter rides", alerts.wrong()),
                row("for a ride that had one already", alerts.repeated()),
                row("for rides that never began", alerts.unknown()))));
    return blocks;
  }

  private static List<Cell> row(String what, long number) {
    return List.of(Cell.text(what), Cell.number(Numbers.text(number)));
  }

  private static XYChart draw(Canvas canvas, Timeline looks, List<Alerted> rides) {
    XYChart chart = canvas.xyChart(looks.axis(), "rides, by START");
    chart.getStyler().setYAxisTicksVisible(false);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax(looks.at(looks.end(looks.count() - 1)));
    // One series with gaps: from START to END of each ride.
    double[] x = rides.stream().flatMapToDouble(r -> times(looks, r)).toArray();
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = i % 3 == 2 ? Double.NaN : -(i / 3);
    }
    XYSeries lines = chart.addSeries("ride, START to END", x, y);
    lines.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    lines.setMarker(SeriesMarkers.NONE);
    lines.setLineColor(canvas.theme().series(0));
    lines.setLineStyle(new BasicStroke(canvas.isNarrow() ? 2.5f : 4));
    XYSeries alerts =
        chart.addSeries(
            "alert",
            rides.stream().mapToDouble(ride -> looks.at(ride.alert())).toArray(),
            IntStream.range(0, rides.size()).mapToDouble(index -> -index).toArray());
    alerts.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    alerts.setMarker(SeriesMarkers.DIAMOND);
    alerts.setMarkerColor(canvas.theme().series(1));
    chart.getStyler().setMarkerSize(canvas.isNarrow() ? 6 : 8);
    return chart;
  }

  private static DoubleStream times(Timeline looks, Alerted ride) {
    return DoubleStream.of(looks.at(ride.start()), looks.at(ride.end()), looks.at(ride.end()));
  }
}
