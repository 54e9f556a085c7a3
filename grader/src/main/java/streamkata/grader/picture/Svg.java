package streamkata.grader.picture;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a picture as plain SVG. Text stays text and is never measured, so that a picture is the
 * same on machines with other fonts or none. Coordinates are pixels.
 */
public final class Svg {

  private static final String FONTS =
      "ui-monospace,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace";

  private static final String DARK =
      Stream.of(Paint.values()).map(Paint::darkRules).collect(Collectors.joining());

  private final StringBuilder body = new StringBuilder();

  /** Where a text stands relative to its x. */
  public enum Anchor {
    /** It begins there. */
    START,
    /** It is centred there. */
    MIDDLE,
    /** It ends there. */
    END
  }

  /**
   * Writes a text.
   *
   * @param x where
   * @param y its base line
   * @param size of the font
   */
  public Svg text(double x, double y, int size, Anchor anchor, Paint paint, String text) {
    return add(
        "<text x=\"%s\" y=\"%s\" font-size=\"%d\" text-anchor=\"%s\" %s>%s</text>",
        x, y, size, anchor.name().toLowerCase(Locale.ROOT), paint.fill(), escaped(text));
  }

  /**
   * Fills a rectangle.
   *
   * @param radius of its corners
   */
  public Svg fill(double x, double y, double width, double height, int radius, Paint paint) {
    return add(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%d\" %s/>",
        x, y, width, height, radius, paint.fill());
  }

  /**
   * Draws the border of a rectangle.
   *
   * @param radius of its corners
   * @param style further attributes, such as the width of the line; may be empty
   */
  public Svg border(
      double x, double y, double width, double height, int radius, Paint paint, String style) {
    return add(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%d\" fill=\"none\" %s %s/>",
        x, y, width, height, radius, paint.stroke(), style);
  }

  /**
   * Draws a line or a curve.
   *
   * @param path as SVG has it, such as {@code M0 0L10 10}
   * @param style further attributes, such as the width of the line; may be empty
   */
  public Svg path(String path, Paint paint, String style) {
    return add("<path d=\"%s\" fill=\"none\" %s %s/>", path, paint.stroke(), style);
  }

  /** Draws a line with a head at its end. */
  public Svg arrow(double fromX, double fromY, double toX, double toY, Paint paint) {
    double length = Math.hypot(toX - fromX, toY - fromY);
    double cos = (toX - fromX) / length;
    double sin = (toY - fromY) / length;
    String head =
        "M%s %sL%s %sM%s %sL%s %s"
            .formatted(
                number(toX),
                number(toY),
                number(toX - 8 * cos + 4 * sin),
                number(toY - 8 * sin - 4 * cos),
                number(toX),
                number(toY),
                number(toX - 8 * cos - 4 * sin),
                number(toY - 8 * sin + 4 * cos));
    return path(
        "M%s %sL%s %s%s".formatted(number(fromX), number(fromY), number(toX), number(toY), head),
        paint,
        "stroke-width=\"1.5\"");
  }

  /**
   * Draws a dot.
   *
   * @param radius of the dot
   */
  public Svg dot(double x, double y, double radius, Paint paint) {
    return add("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" %s/>", x, y, radius, paint.fill());
  }

  /**
   * The whole picture.
   *
   * @param width of the picture
   * @param height of the picture
   * @param title what it shows, in a few words
   * @param description all that there is to see, for readers who do not see it
   */
  public String document(int width, int height, String title, String description) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-labelledby="t d" font-family="%3$s">
    <title id="t">%4$s</title>
    <desc id="d">%5$s</desc>
    <style>@media (prefers-color-scheme:dark){%6$s}</style>
    <rect width="%1$d" height="%2$d" %7$s/>
    %8$s</svg>
    """
        .formatted(
            width,
            height,
            FONTS,
            escaped(title),
            escaped(description),
            DARK,
            Paint.PAPER.fill(),
            body);
  }

  private Svg add(String format, Object... values) {
    Object[] written =
        Stream.of(values)
            .map(value -> value instanceof Double number ? number(number) : value)
            .toArray();
    body.append(format.formatted(written)).append('\n');
    return this;
  }

  /**
   * A coordinate in a path.
   *
   * @return without decimals where there are none, and never with more than one
   */
  public static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value).replaceAll("\\.0$", "");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
