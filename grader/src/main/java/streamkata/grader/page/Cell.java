package streamkata.grader.page;

/**
 * A cell of a {@link Table}.
 *
 * @param text what it says
 * @param kind how it is shown
 */
public record Cell(String text, Kind kind) {

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

  String html() {
    String sign =
        kind.sign.isEmpty() ? "" : "<span aria-hidden=\"true\">%s</span> ".formatted(kind.sign);
    return "<td%s>%s%s</td>"
        .formatted(
            kind.style.isEmpty() ? "" : " class=\"" + kind.style + "\"", sign, Html.text(text));
  }
}
