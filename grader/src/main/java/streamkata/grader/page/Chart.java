package streamkata.grader.page;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * A drawn chart as SVG.
 *
 * @param svg an SVG document; its text is drawn as outlines, the same with any fonts
 */
public record Chart(String svg) {

  static {
    System.setProperty("java.awt.headless", "true");
  }

  private static final boolean CAN_BE_DRAWN = hasFonts();

  private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE[^>]*>\\s*");
  private static final Pattern DECIMALS = Pattern.compile("(\\d\\.\\d\\d)\\d+");

  /**
   * Whether charts can be drawn here: a server may have a Java without fonts.
   *
   * @return whether Java can draw text
   */
  public static boolean canBeDrawn() {
    return CAN_BE_DRAWN;
  }

  /**
   * Encodes a chart.
   *
   * @param chart what XChart has drawn
   */
  public static Chart of(IChart chart) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ChartEncoder.saveChart(chart, out, "svg");
      String svg = DOCTYPE.matcher(out.toString(StandardCharsets.UTF_8)).replaceAll("");
      return new Chart(CompactSvg.of(DECIMALS.matcher(svg).replaceAll("$1")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String dataUri() {
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
  }

  /** Without fonts, Java fails in ways that differ from version to version, errors among them. */
  private static boolean hasFonts() {
    try {
      Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
      return new TextLayout("x", font, new FontRenderContext(null, true, true)).getAdvance() > 0;
    } catch (RuntimeException | InternalError | LinkageError e) {
      return false;
    }
  }
}
