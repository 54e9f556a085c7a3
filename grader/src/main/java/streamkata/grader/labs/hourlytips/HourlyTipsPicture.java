package streamkata.grader.labs.hourlytips;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import streamkata.common.model.HourlyTip;
import streamkata.grader.page.Block;
import streamkata.grader.page.Canvas;
import streamkata.grader.page.Cell;
import streamkata.grader.page.Figure;
import streamkata.grader.page.Paragraph;
import streamkata.grader.page.Picture;
import streamkata.grader.page.Table;
import streamkata.grader.report.LabPicture;
import streamkata.grader.report.Numbers;
import streamkata.grader.report.TaxiStream;
import streamkata.grader.report.Timeline;
import streamkata.grader.scenario.Outcome;

/** The best driver of each hour. */
public final class HourlyTipsPicture implements LabPicture {

  private static final long HOUR = 3_600_000;
  private static final int LAST_DIGITS = 4;

  @Override
  public List<Block> show(TaxiStream stream, Timeline looks, Outcome outcome) {
    return show(outcome.results());
  }

  static List<Block> show(List<HourlyTip> results) {
    if (results.isEmpty()) {
      return List.of(
          new Paragraph(
              "Your program emitted nothing. Either no hour of this stream was complete, or your"
                  + " program gave no result for it."));
    }
    List<HourlyTip> tips =
        results.stream().sorted(Comparator.comparingLong(HourlyTip::hourEnd)).toList();
    HourlyTip best = tips.stream().max(Comparator.comparingDouble(HourlyTip::total)).orElseThrow();
    return List.of(
        Figure.wide(
            "Each bar is the greatest total of tips in one hour, as your program says. The number"
                + " above a bar is the end of the driver id. The table below has the whole id. The"
                + " last hour is not shown, because it is still open when the stream stops.",
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
