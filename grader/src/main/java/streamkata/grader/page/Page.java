package streamkata.grader.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A page in one file.
 *
 * @param title the title
 * @param lead what matters most, in a sentence or two below the title
 * @param sections at least one
 * @param footer what was run, and when
 */
public record Page(String title, String lead, List<Section> sections, String footer) {

  private static final String STYLE = resource("page.css");

  /** Copies the list. */
  public Page {
    sections = List.copyOf(sections);
  }

  /**
   * The page as HTML.
   *
   * @return the whole document
   */
  public String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>%1$s</title>
        <style>
        %2$s</style>
        </head>
        <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header>
        <h1>%1$s</h1>
        <p class="lead">%3$s</p>
        <nav aria-label="On this page"><ul>%4$s</ul></nav>
        </header>
        <main id="main" tabindex="-1">
        %5$s</main>
        <footer><p>%6$s</p></footer>
        %7$s</body>
        </html>
        """
        .formatted(
            Html.text(title),
            STYLE,
            Html.text(lead),
            sections.stream()
                .map(section -> "<li>%s</li>".formatted(section.link()))
                .collect(Collectors.joining()),
            sections.stream().map(Section::html).collect(Collectors.joining()),
            Html.text(footer),
            scripts());
  }

  private String scripts() {
    return sections.stream()
        .flatMap(section -> section.blocks().stream())
        .map(Block::script)
        .filter(script -> !script.isEmpty())
        .distinct()
        .map("<script>\n%s</script>\n"::formatted)
        .collect(Collectors.joining());
  }

  /** A file of this package. */
  static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
