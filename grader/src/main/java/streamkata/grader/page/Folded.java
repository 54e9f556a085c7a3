package streamkata.grader.page;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Parts that are hidden until the reader opens them.
 *
 * @param summary what is always seen
 * @param blocks what is hidden
 */
public record Folded(String summary, List<Block> blocks) implements Block {

  /** Copies the list. */
  public Folded {
    blocks = List.copyOf(blocks);
  }

  @Override
  public String html() {
    return "<details>\n<summary>%s</summary>\n%s</details>\n"
        .formatted(
            Html.text(summary), blocks.stream().map(Block::html).collect(Collectors.joining()));
  }
}
