package streamkata.grader.page;

/**
 * Lines that stay as they are, such as those of a terminal.
 *
 * @param title says what it is, above the box and to screen readers
 * @param text several lines
 */
public record Preformatted(String title, String text) implements Block {

  @Override
  public String html() {
    return """
        <p class="label">%1$s</p>
        <pre tabindex="0" role="region" aria-label="%1$s">%2$s</pre>
        """
        .formatted(Html.text(title), Html.text(text));
  }
}
