package streamkata.grader.page;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A part of a page with a heading, listed in the contents of the page.
 *
 * @param title the heading, unlike that of any other section
 * @param blocks what stands below it
 */
public record Section(String title, List<Block> blocks) {

  /** Copies the list. */
  public Section {
    blocks = List.copyOf(blocks);
  }

  String html() {
    return """
        <section aria-labelledby="%1$s">
        <h2 id="%1$s">%2$s</h2>
        %3$s</section>
        """
        .formatted(
            id(), Html.text(title), blocks.stream().map(Block::html).collect(Collectors.joining()));
  }

  String link() {
    return "<a href=\"#%s\">%s</a>".formatted(id(), Html.text(title));
  }

  private String id() {
    return Normalizer.normalize(title, Normalizer.Form.NFD)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }
}
