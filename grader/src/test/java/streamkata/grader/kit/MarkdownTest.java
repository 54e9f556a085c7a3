package streamkata.grader.kit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {

  @Test
  void marks_are_not_shown() {
    assertThat(
        plain(
            "## A *heading*",
            "",
            "Use `keyBy`, **not** `union`: [why](x.md).",
            "",
            "- one",
            "- two"),
        is(List.of("A heading", "", "Use keyBy, not union: why.", "", "- one", "- two")));
  }

  @Test
  void code_is_indented_and_not_touched() {
    assertThat(
        plain("```java", "rides.filter(r -> r.x() * 2 * y > 0);", "```"),
        is(List.of("    rides.filter(r -> r.x() * 2 * y > 0);")));
  }

  @Test
  void a_row_of_a_table_has_a_line_for_each_cell() {
    assertThat(
        plain("| mistake | rung |", "|---|---|", "| state in a field | worker loss |"),
        is(List.of("- mistake: state in a field", "  rung: worker loss")));
  }

  private static List<String> plain(String... lines) {
    return Markdown.plain(String.join("\n", lines)).lines().toList();
  }
}
