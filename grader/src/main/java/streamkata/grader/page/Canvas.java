package streamkata.grader.page;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * What a chart is drawn on. The charts that it makes are empty, and styled as all charts of a page.
 *
 * @param theme the colours
 * @param width in pixels
 * @param height in pixels
 */
public record Canvas(Theme theme, int width, int height) {

  private static final int NARROW = 480;

  /**
   * An empty chart of lines or points.
   *
   * @param xTitle what the horizontal axis says, with its unit; empty for no title
   * @param yTitle what the vertical axis says, with its unit; empty for no title
   */
  public XYChart xyChart(String xTitle, String yTitle) {
    XYChart chart = new XYChartBuilder().width(width).height(height).xAxisTitle(xTitle).build();
    chart.setYAxisTitle(yTitle);
    style(chart.getStyler());
    return chart;
  }

  /**
   * An empty chart of bars.
   *
   * @param xTitle what the horizontal axis says; empty for no title
   * @param yTitle what the vertical axis says, with its unit; empty for no title
   */
  public CategoryChart barChart(String xTitle, String yTitle) {
    CategoryChart chart =
        new CategoryChartBuilder().width(width).height(height).xAxisTitle(xTitle).build();
    chart.setYAxisTitle(yTitle);
    style(chart.getStyler());
    return chart;
  }

  /**
   * Whether there is little room, as on a phone: fewer labels, smaller margins.
   *
   * @return whether the canvas is narrow
   */
  public boolean isNarrow() {
    return width < NARROW;
  }

  /**
   * The font of labels.
   *
   * @return a font of the size that fits this canvas
   */
  public Font font() {
    return new Font(Font.SANS_SERIF, Font.PLAIN, isNarrow() ? 11 : 12);
  }

  private void style(AxesChartStyler styler) {
    Color clear = new Color(0, 0, 0, 0);
    styler.setBaseFont(font());
    styler.setChartTitleVisible(false);
    styler.setChartBackgroundColor(theme.paper());
    styler.setPlotBackgroundColor(theme.paper());
    styler.setPlotBorderVisible(false);
    styler.setChartFontColor(theme.ink());
    styler.setChartPadding(4);
    styler.setAxisTitleFont(font());
    styler.setAxisTickLabelsFont(font());
    styler.setXAxisTitleColor(theme.faint());
    styler.setYAxisTitleColor(theme.faint());
    styler.setAxisTickLabelsColor(theme.faint());
    styler.setXAxisTickLabelsColor(theme.faint());
    styler.setYAxisTickLabelsColor(theme.faint());
    styler.setAxisTickMarksColor(theme.grid());
    styler.setXAxisTickMarksColor(theme.grid());
    styler.setYAxisTickMarksColor(theme.grid());
    styler.setPlotGridLinesColor(theme.grid());
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotContentSize(0.96);
    styler.setXAxisTickMarkSpacingHint(isNarrow() ? 55 : 80);
    styler.setYAxisTickMarkSpacingHint(40);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(isNarrow() ? LegendLayout.Vertical : LegendLayout.Horizontal);
    styler.setLegendFont(font());
    styler.setLegendBackgroundColor(clear);
    styler.setLegendBorderColor(clear);
    styler.setLegendPadding(10);
    styler.setLegendSeriesLineLength(28);
    styler.setMarkerSize(6);
    styler.setAntiAlias(true);
  }
}
