package streamkata.grader.page;

/**
 * A cell of a {@link Table}.
 *
 * @param text what it says
 * @param kind how it is shown
 * @param link where it leads, relative to the page; empty if nowhere
 */
public record Cell(String text, Kind kind, String link) {

  /** How a cell is shown. A verdict has a sign of its own, not only a colour. */
  public enum Kind {
    /** Text. */
    TEXT("", ""),
    /** A number, aligned to the right. */
    NUMBER("number", ""),
    /** Well done. */
    GOOD("good", "✓"),
    /** Wrong. */
    BAD("bad", "✗"),
    /** Still to come. */
    OPEN("open", "…"),
    /** Does not apply. */
    NONE("none", "");

    private final String style;
    private final String sign;

    Kind(String style, String sign) {
      this.style = style;
      this.sign = sign;
    }
  }

  /**
   * A cell that leads nowhere.
   *
   * @param text what it says
   * @param kind how it is shown
   */
  public Cell(String text, Kind kind) {
    this(text, kind, "");
  }

  /**
   * A cell of text that leads to another page.
   *
   * @param text what it says
   * @param link where it leads, relative to the page, encoded as an address is
   */
  public static Cell link(String text, String link) {
    return new Cell(text, Kind.TEXT, link);
  }

  /**
   * A cell of text.
   *
   * @param text what it says
   */
  public static Cell text(String text) {
    return new Cell(text, Kind.TEXT);
  }

  /**
   * A cell with a number.
   *
   * @param text the number as it is to be shown
   */
  public static Cell number(String text) {
    return new Cell(text, Kind.NUMBER);
  }

  /** How it is shown, as a class of the style sheet; empty for plain text. */
  String style() {
    return kind.style;
  }

  String html() {
    return "<td%s>%s</td>"
        .formatted(kind.style.isEmpty() ? "" : " class=\"" + kind.style + "\"", content());
  }

  /** What is in the cell. */
  String content() {
    String sign =
        kind.sign.isEmpty() ? "" : "<span aria-hidden=\"true\">%s</span> ".formatted(kind.sign);
    String shown = sign + Html.text(text);
    return link.isEmpty() ? shown : "<a href=\"%s\">%s</a>".formatted(Html.text(link), shown);
  }
}
