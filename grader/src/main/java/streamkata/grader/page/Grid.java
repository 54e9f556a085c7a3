package streamkata.grader.page;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A long table that the reader sorts by any column and filters, by what they type and by a choice.
 * Without scripts it is a plain table.
 *
 * @param caption says what it is
 * @param headers one for each column
 * @param rows in the order in which they are shown first
 * @param choices what can be chosen, in groups
 */
public record Grid(String caption, List<String> headers, List<Row> rows, List<Choices> choices)
    implements Block {

  private static final String SCRIPT = Page.resource("grid.js");

  /** Copies the lists. */
  public Grid {
    headers = List.copyOf(headers);
    rows = List.copyOf(rows);
    choices = List.copyOf(choices);
  }

  /**
   * A row.
   *
   * @param cells as many as there are headers; the first one names the row
   * @param tags by which it is chosen, words without spaces
   */
  public record Row(List<Cell> cells, List<String> tags) {

    /** Copies the lists. */
    public Row {
      cells = List.copyOf(cells);
      tags = List.copyOf(tags);
    }
  }

  /**
   * A group of choices.
   *
   * @param title what they have in common
   * @param all at least one
   */
  public record Choices(String title, List<Choice> all) {

    /** Copies the list. */
    public Choices {
      all = List.copyOf(all);
    }
  }

  /**
   * A choice of the reader's.
   *
   * @param title what is shown then
   * @param tag of the rows that are shown
   */
  public record Choice(String title, String tag) {}

  @Override
  public String html() {
    return """
        <div class="grid">
        <form class="controls" role="search" aria-label="Filter: %1$s" hidden>
        <label>Search <input type="search" name="words" autocomplete="off"></label>
        <label>Show <select name="choice"><option value="">everyone</option>%2$s</select></label>
        <output aria-live="polite"></output>
        </form>
        <div class="scroll" tabindex="0" role="region" aria-label="%1$s">
        <table class="compact">
        <caption>%1$s</caption>
        <thead><tr>%3$s</tr></thead>
        <tbody>
        %4$s
        </tbody>
        </table>
        </div>
        </div>
        """
        .formatted(
            Html.text(caption),
            choices.stream().map(Grid::group).collect(Collectors.joining()),
            headers.stream()
                .map(header -> "<th scope=\"col\">%s</th>".formatted(Html.text(header)))
                .collect(Collectors.joining()),
            rows.stream().map(Grid::row).collect(Collectors.joining("\n")));
  }

  @Override
  public String script() {
    return SCRIPT;
  }

  private static String group(Choices group) {
    return "<optgroup label=\"%s\">%s</optgroup>"
        .formatted(
            Html.text(group.title()),
            group.all().stream()
                .map(
                    choice ->
                        "<option value=\"%s\">%s</option>"
                            .formatted(Html.text(choice.tag()), Html.text(choice.title())))
                .collect(Collectors.joining()));
  }

  private static String row(Row row) {
    return "<tr data-tags=\"%s\"><th scope=\"row\">%s</th>%s</tr>"
        .formatted(
            Html.text(String.join(" ", row.tags())),
            row.cells().get(0).content(),
            row.cells().stream().skip(1).map(Cell::html).collect(Collectors.joining()));
  }
}
