package streamkata.grader.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One or more pictures with a caption. Each picture is drawn once for light and dark, and once more
 * for a phone where that makes a difference.
 *
 * @param caption says what to see, and how to read it
 * @param format how large the pictures are
 * @param pictures at least one
 */
public record Figure(String caption, Format format, List<Picture> pictures) implements Block {

  static final String NO_PICTURES =
      "This picture is left out: the Java on this machine has no fonts to draw with (on Debian:"
          + " apt-get install fontconfig fonts-dejavu-core).";

  /** How large pictures are, and how many stand side by side where there is room. */
  public enum Format {
    /** One, as wide as the page. */
    WIDE(960, 400, 360, 340),
    /** A large map, about as high as wide. */
    MAP(960, 640, 360, 440),
    /** Two side by side. */
    HALF(470, 330, 360, 300),
    /** Several small ones of the same kind. */
    SMALL(150, 150, 150, 150);

    private final int width;
    private final int height;
    private final int narrowWidth;
    private final int narrowHeight;

    Format(int width, int height, int narrowWidth, int narrowHeight) {
      this.width = width;
      this.height = height;
      this.narrowWidth = narrowWidth;
      this.narrowHeight = narrowHeight;
    }

    /**
     * What a picture of this format is drawn on where there is room.
     *
     * @param theme the colours
     */
    public Canvas canvas(Theme theme) {
      return new Canvas(theme, width, height);
    }

    Canvas narrowCanvas(Theme theme) {
      return new Canvas(theme, narrowWidth, narrowHeight);
    }
  }

  /** Copies the list. */
  public Figure {
    pictures = List.copyOf(pictures);
  }

  /**
   * A figure of one picture as wide as the page.
   *
   * @param caption says what to see, and how to read it
   */
  public static Figure wide(String caption, Picture picture) {
    return new Figure(caption, Format.WIDE, List.of(picture));
  }

  @Override
  public String html() {
    if (!Chart.canBeDrawn()) {
      return new Paragraph(caption + " " + NO_PICTURES).html();
    }
    StringBuilder html = new StringBuilder("<figure>\n");
    html.append("<div class=\"pictures %s\">\n".formatted(format.name().toLowerCase(Locale.ROOT)));
    pictures.forEach(picture -> html.append(html(picture)));
    return html.append(
            "</div>\n<figcaption>%s</figcaption>\n</figure>\n".formatted(Html.text(caption)))
        .toString();
  }

  private String html(Picture picture) {
    Drawing drawing = picture.drawing();
    List<String> lines = new ArrayList<>();
    lines.add("<div>");
    if (!picture.title().isEmpty()) {
      lines.add("<p class=\"label\">%s</p>".formatted(Html.text(picture.title())));
    }
    lines.add("<picture>");
    String dark = "(prefers-color-scheme: dark)";
    if (format.width != format.narrowWidth) {
      String narrow = "(max-width: 560px)";
      List<String> uris = dataUris(drawing, format::narrowCanvas);
      Canvas canvas = format.narrowCanvas(Theme.LIGHT);
      uris.stream().skip(1).forEach(uri -> lines.add(source(narrow + " and " + dark, uri, canvas)));
      lines.add(source(narrow, uris.get(0), canvas));
    }
    List<String> uris = dataUris(drawing, format::canvas);
    Canvas canvas = format.canvas(Theme.LIGHT);
    uris.stream().skip(1).forEach(uri -> lines.add(source(dark, uri, canvas)));
    lines.add(
        "<img src=\"%s\" width=\"%d\" height=\"%d\" alt=\"%s\">"
            .formatted(uris.get(0), canvas.width(), canvas.height(), Html.text(picture.alt())));
    lines.add("</picture>");
    lines.add("</div>\n");
    return String.join("\n", lines);
  }

  private static String source(String media, String uri, Canvas canvas) {
    return "<source media=\"%s\" srcset=\"%s\" width=\"%d\" height=\"%d\">"
        .formatted(media, uri, canvas.width(), canvas.height());
  }

  /** One for light and dark; or two, if more than the colours is different in the dark. */
  private static List<String> dataUris(Drawing drawing, Function<Theme, Canvas> canvas) {
    String light = Chart.of(drawing.on(canvas.apply(Theme.LIGHT))).svg();
    String dark = Chart.of(drawing.on(canvas.apply(Theme.DARK))).svg();
    return ThemedSvg.of(light, dark).map(List::of).orElse(List.of(light, dark)).stream()
        .map(Chart::dataUri)
        .toList();
  }
}
