package streamkata.grader.page;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table. The first cell of a row names the row. Where it is too wide it scrolls in its own box.
 *
 * @param caption says what it is
 * @param headers one for each column
 * @param rows as many cells in each as there are headers
 * @param folded whether it is hidden until the reader opens it
 */
public record Table(String caption, List<String> headers, List<List<Cell>> rows, boolean folded)
    implements Block {

  private static final int MANY_COLUMNS = 8;
  private static final int LENGTH_OF_A_LABEL = 40;

  /** Copies the lists; checks that rows and headers fit. */
  public Table {
    headers = List.copyOf(headers);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != headers.size()) {
        throw new IllegalArgumentException(
            "The table '%s' has %d headers, and a row of %d cells."
                .formatted(caption, headers.size(), row.size()));
      }
    }
  }

  /**
   * A table that is open.
   *
   * @param caption says what it is
   * @param headers one for each column
   * @param rows as many cells in each as there are headers
   */
  public Table(String caption, List<String> headers, List<List<Cell>> rows) {
    this(caption, headers, rows, false);
  }

  @Override
  public String html() {
    String table =
        """
        <div class="scroll" tabindex="0" role="region" aria-label="%1$s">
        <table%5$s>
        <caption%2$s>%1$s</caption>
        <thead><tr>%3$s</tr></thead>
        <tbody>
        %4$s
        </tbody>
        </table>
        </div>
        """
            .formatted(
                Html.text(caption),
                folded ? " class=\"unseen\"" : "",
                IntStream.range(0, headers.size())
                    .mapToObj(this::header)
                    .collect(Collectors.joining()),
                rows.stream().map(Table::row).collect(Collectors.joining("\n")),
                headers.size() > MANY_COLUMNS
                    ? " class=\"compact\""
                    : endsInSentences() ? " class=\"told\"" : "");
    return folded
        ? "<details>\n<summary>%s</summary>\n%s</details>\n".formatted(Html.text(caption), table)
        : table;
  }

  /** Such a row has three lines on a phone, so that nobody needs to scroll for its end. */
  private boolean endsInSentences() {
    return rows.stream()
        .map(row -> row.get(row.size() - 1))
        .anyMatch(
            cell -> cell.kind() == Cell.Kind.TEXT && cell.text().length() > LENGTH_OF_A_LABEL);
  }

  /** Above numbers it is aligned as they are. */
  private String header(int column) {
    boolean isOfNumbers =
        !rows.isEmpty()
            && rows.stream().allMatch(row -> row.get(column).kind() == Cell.Kind.NUMBER);
    return "<th scope=\"col\"%s>%s</th>"
        .formatted(isOfNumbers ? " class=\"number\"" : "", Html.text(headers.get(column)));
  }

  private static String row(List<Cell> cells) {
    return "<tr><th scope=\"row\">%s</th>%s</tr>"
        .formatted(
            Html.text(cells.get(0).text()),
            cells.stream().skip(1).map(Cell::html).collect(Collectors.joining()));
  }
}
