package streamkata.grader.grading;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import streamkata.grader.wire.Output;
import streamkata.grader.wire.Values;

/** Results go back only when that was ordered, and never behind what a snapshot has. */
class LedgerTest {

  private final Ledger ledger = new Ledger(Long.class);

  @Test
  void results_are_kept_in_the_order_in_which_they_come() throws IOException {
    ledger.add(output(0, 1, 2));
    ledger.add(output(2, 3));

    assertThat(ledger.copy(), is(List.of(1L, 2L, 3L)));
  }

  @Test
  void what_came_after_the_snapshot_is_struck_out_when_the_job_goes_back() throws IOException {
    ledger.add(output(0, 1, 2));
    ledger.snapshot(2);
    ledger.add(output(2, 3));
    ledger.goBack();
    ledger.add(output(2, 4));

    assertThat(ledger.copy(), is(List.of(1L, 2L, 4L)));
  }

  @Test
  void without_a_snapshot_the_job_goes_back_to_the_beginning() throws IOException {
    ledger.add(output(0, 1, 2));
    ledger.goBack();
    ledger.add(output(0));

    assertThat(ledger.copy(), is(List.of()));
  }

  @Test
  void results_taken_back_without_an_order_break_the_protocol() throws IOException {
    ledger.add(output(0, 1, 2));

    assertThrows(IOException.class, () -> ledger.add(output(1, 2)));
  }

  @Test
  void results_that_the_snapshot_has_cannot_be_taken_back() throws IOException {
    ledger.add(output(0, 1, 2));
    ledger.snapshot(2);
    ledger.goBack();

    assertThrows(IOException.class, () -> ledger.add(output(0)));
  }

  @Test
  void a_result_that_cannot_be_read_breaks_the_protocol() {
    assertThrows(
        IOException.class, () -> ledger.add(new Output(0, List.of(new byte[] {1, 2, 3}), 0)));
  }

  private static Output output(int first, long... results) {
    Values<Long> values = Values.of(Long.class);
    return new Output(
        first,
        Stream.of(java.util.Arrays.stream(results).boxed().toArray(Long[]::new))
            .map(values::write)
            .toList(),
        0);
  }
}
