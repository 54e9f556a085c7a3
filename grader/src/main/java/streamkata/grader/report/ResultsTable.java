package streamkata.grader.report;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        .forEach((output, results) -> blocks.add(block(output, results)));
    return blocks.isEmpty() ? List.of(new Paragraph("Your program emitted nothing.")) : blocks;
  }

  private static Block block(String output, List<?> results) {
    List<?> shown = results.stream().filter(Objects::nonNull).limit(MOST_ROWS).toList();
    if (shown.isEmpty()) {
      return new Paragraph("Your program emitted nothing to the output %s.".formatted(output));
    }
    return new Table(
        "Output %s: the first %d of %s results"
            .formatted(output, shown.size(), Numbers.text(results.size())),
        List.copyOf(fields(shown.get(0)).keySet()),
        shown.stream()
            .map(result -> fields(result).values().stream().map(Cell::text).toList())
            .toList(),
        true);
  }

  /** The components of a record, in their order; of anything else, itself. */
  private static Map<String, String> fields(Object result) {
    if (!result.getClass().isRecord()) {
      return Map.of("result", result.toString());
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (RecordComponent component : result.getClass().getRecordComponents()) {
      try {
        fields.put(component.getName(), String.valueOf(component.getAccessor().invoke(result)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return fields;
  }
}
