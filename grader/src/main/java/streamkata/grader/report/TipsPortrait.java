package streamkata.grader.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import streamkata.common.lab.HourlyTipsLab;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;
import streamkata.grader.page.Block;
import streamkata.grader.page.Canvas;
import streamkata.grader.page.Cell;
import streamkata.grader.page.Figure;
import streamkata.grader.page.Paragraph;
import streamkata.grader.page.Picture;
import streamkata.grader.page.Table;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Pipeline;

/** The best driver of each hour. */
final class TipsPortrait implements Portrait<HourlyTipsLab> {

  private static final long HOUR = 3_600_000;
  private static final int LAST_DIGITS = 4;

  @Override
  public String lab() {
    return "hourly-tips";
  }

  @Override
  public List<TaxiFare> input(TaxiStream stream) {
    return stream.fares();
  }

  @Override
  public Pipeline<HourlyTipsLab> pipeline(TaxiStream stream) {
    return (lab, streams) -> streams.collect(HourlyTip.class, lab.tips(streams.fares()));
  }

  @Override
  public List<Block> show(TaxiStream stream, Outcome outcome) {
    return show(outcome.results());
  }

  static List<Block> show(List<HourlyTip> results) {
    if (results.isEmpty()) {
      return List.of(new Paragraph("Nothing came out: no hour was complete, or none was given."));
    }
    List<HourlyTip> tips =
        results.stream().sorted(Comparator.comparingLong(HourlyTip::hourEnd)).toList();
    HourlyTip best = tips.stream().max(Comparator.comparingDouble(HourlyTip::total)).orElseThrow();
    return List.of(
        Figure.wide(
            "What the best driver of each hour earned in tips, as your program says. The"
                + " number above a bar is the end of the driver's id; the table below has all of it. The last hour is still open when the stream stops, and not"
                + " among them.",
            new Picture(
                "",
                "Bars for %d hours; the best hour begins at %s UTC, with %s dollars."
                    .formatted(
                        tips.size(),
                        Timeline.clock(best.hourEnd() - HOUR),
                        Numbers.text(best.total(), 2)),
                canvas -> draw(canvas, tips))),
        new Table(
            "Best driver by hour",
            List.of("Hour from (UTC)", "Driver", "Tips, dollars"),
            tips.stream()
                .map(
                    tip ->
                        List.of(
                            Cell.text(Timeline.clock(tip.hourEnd() - HOUR)),
                            Cell.number(Long.toString(tip.driverId())),
                            Cell.number(Numbers.text(tip.total(), 2))))
                .toList(),
            true));
  }

  private static CategoryChart draw(Canvas canvas, List<HourlyTip> tips) {
    CategoryChart chart = canvas.barChart("hour from, UTC", "dollars");
    chart.getStyler().setLegendVisible(false);
    double most = tips.stream().mapToDouble(HourlyTip::total).max().orElseThrow();
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(Math.max(1, 1.1 * most));
    chart.getStyler().setXAxisMaxLabelCount(canvas.isNarrow() ? 6 : 12);
    chart.getStyler().setLocale(Locale.ROOT);
    CategorySeries series =
        chart.addSeries(
            "tips",
            tips.stream().map(tip -> Timeline.clock(tip.hourEnd() - HOUR)).toList(),
            tips.stream().map(HourlyTip::total).toList());
    series.setFillColor(canvas.theme().series(0));
    if (!canvas.isNarrow()) {
      chart.getStyler().setAnnotationTextFont(canvas.font());
      chart.getStyler().setAnnotationTextFontColor(canvas.theme().ink());
      for (int i = 0; i < tips.size(); i++) {
        String driver = Long.toString(tips.get(i).driverId());
        chart.addAnnotation(
            new AnnotationText(
                driver.substring(Math.max(0, driver.length() - LAST_DIGITS)),
                i + 0.5,
                tips.get(i).total() + 0.03 * most,
                false));
      }
    }
    return chart;
  }
}
