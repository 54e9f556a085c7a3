package streamkata.grader.page;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
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

  /** What has a meaning in an address, in a list of addresses, or in HTML. */
  private static final Map<String, String> CODES = codes();

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
      return new Chart(CompactSvg.of(svg));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of a picture that is in the page itself; it can be one of several in a srcset. */
  static String dataUri(String svg) {
    String uri = svg.replaceFirst("<\\?xml.*?\\?>\\s*", "").replace('"', '\'').replace("\n", "");
    for (Map.Entry<String, String> code : CODES.entrySet()) {
      uri = uri.replace(code.getKey(), code.getValue());
    }
    return "data:image/svg+xml," + uri;
  }

  private static Map<String, String> codes() {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put("%", "%25");
    for (char special : "#<>& ".toCharArray()) {
      codes.put(String.valueOf(special), "%%%02X".formatted((int) special));
    }
    return codes;
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
