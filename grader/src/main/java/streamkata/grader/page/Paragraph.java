package streamkata.grader.page;

/**
 * A paragraph of plain text.
 *
 * @param text one or more sentences
 */
public record Paragraph(String text) implements Block {

  @Override
  public String html() {
    return "<p>%s</p>\n".formatted(Html.text(text));
  }
}
