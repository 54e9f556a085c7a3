package streamkata.grader.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import streamkata.common.model.TravelTimePrediction;
import streamkata.grader.page.Block;
import streamkata.grader.page.Cell;
import streamkata.grader.page.Paragraph;
import streamkata.grader.page.Table;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.wire.Contract;

/** Results are shown also where a lab has no picture of its own. */
class ResultsTableTest {

  private static final TaxiStream STREAM =
      new TaxiStream(List.of(), List.of(), Duration.ZERO, "nothing");

  @Test
  void a_record_has_a_column_for_each_component() {
    Table table = (Table) shown(List.of(new TravelTimePrediction(17, 12)));

    assertThat(table.headers(), is(List.of("rideId", "minutes")));
    assertThat(table.rows(), is(List.of(List.of(Cell.text("17"), Cell.text("12")))));
  }

  @Test
  void anything_else_has_one_column() {
    Table table = (Table) shown(List.of(17L, 18L));

    assertThat(table.headers(), is(List.of("result")));
    assertThat(table.rows(), is(List.of(List.of(Cell.text("17")), List.of(Cell.text("18")))));
  }

  @Test
  void of_many_results_the_first_are_shown_and_all_are_counted() {
    Table table = (Table) shown(Collections.nCopies(1_000, 17L));

    assertThat(table.rows().size(), is(20));
    assertThat(table.caption(), is("Output result: the first 20 of 1,000 results"));
  }

  @Test
  void an_output_without_results_is_said_to_have_none() {
    assertThat(
        shown(Collections.singletonList(null)),
        is(new Paragraph("Your program emitted nothing to the output result.")));
  }

  private static Block shown(List<?> results) {
    Outcome outcome =
        new Outcome(
            Scenario.of(Script.script()),
            Map.of(Outcome.END, Map.of(Contract.RESULT, results)),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            event -> event);
    return new ResultsTable().show(STREAM, Timeline.of(List.of()), outcome).get(0);
  }
}
