package streamkata.grader.report;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import streamkata.grader.page.Block;
import streamkata.grader.page.Cell;
import streamkata.grader.page.Paragraph;
import streamkata.grader.page.Table;
import streamkata.grader.scenario.Outcome;

/** The first results of each output as they are, for a lab without a picture of its own. */
public final class ResultsTable implements LabPicture {

  private static final int MOST_ROWS = 20;

  @Override
  public List<Block> show(TaxiStream stream, Timeline looks, Outcome outcome) {
    List<Block> blocks = new ArrayList<>();
    outcome
        .looks()
        .get(Outcome.END)
        .forEach(
            (output, results) ->
                blocks.add(
                    results.isEmpty()
                        ? new Paragraph("Nothing came out of the output %s.".formatted(output))
                        : table(output, results)));
    return blocks.isEmpty() ? List.of(new Paragraph("Nothing came out.")) : blocks;
  }

  private static Table table(String output, List<?> results) {
    List<?> shown = results.subList(0, Math.min(MOST_ROWS, results.size()));
    return new Table(
        "Output %s: the first %d of %s"
            .formatted(output, shown.size(), Numbers.text(results.size())),
        columns(results.get(0)),
        shown.stream().map(ResultsTable::row).toList(),
        true);
  }

  private static List<String> columns(Object result) {
    return result instanceof Record
        ? Stream.of(result.getClass().getRecordComponents()).map(RecordComponent::getName).toList()
        : List.of("result");
  }

  private static List<Cell> row(Object result) {
    return result instanceof Record
        ? Stream.of(result.getClass().getRecordComponents())
            .map(component -> Cell.text(value(result, component)))
            .toList()
        : List.of(Cell.text(String.valueOf(result)));
  }

  private static String value(Object result, RecordComponent component) {
    try {
      return String.valueOf(component.getAccessor().invoke(result));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
