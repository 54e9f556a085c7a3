package streamkata.grader.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A picture that is drawn already, once for light and dark.
 *
 * @param caption says what to see, and how to read it
 * @param alt all that there is to see, for those who do not see it
 * @param svg the whole picture
 */
public record Drawn(String caption, String alt, String svg) implements Block {

  @Override
  public String html() {
    return """
    <figure>
    <div class="scroll" tabindex="0" role="region" aria-label="%1$s">
    <img src="data:image/svg+xml;base64,%2$s" alt="%3$s" style="width:auto;max-width:none">
    </div>
    <figcaption>%1$s</figcaption>
    </figure>
    """
        .formatted(
            Html.text(caption),
            Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8)),
            Html.text(alt));
  }
}
