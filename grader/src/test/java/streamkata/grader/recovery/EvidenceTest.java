package streamkata.grader.recovery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.kit.Refusal;
import streamkata.grader.recovery.Recording.Finding;

/** What the printed results of two workers are taken to show. */
class EvidenceTest {

  private final SameAsUndisturbed evidence = undisturbed(TaxiRide.class, TaxiFare.class);
  @TempDir private Path folder;

  @Test
  void what_else_a_program_prints_is_no_result() throws IOException {
    PrintedResults results =
        printed(evidence, Stream.of("debug", "TaxiRide[x", "17", "TaxiFare[y", "HourlyTip[z"));

    assertThat(results.lines(), is(List.of("TaxiRide[x", "TaxiFare[y")));
  }

  @Test
  void a_result_that_is_no_record_is_a_number() throws IOException {
    PrintedResults results =
        printed(undisturbed(Long.class), Stream.of("17", "17 rides", "TaxiRide[x"));

    assertThat(results.lines(), is(List.of("17")));
  }

  @Test
  void a_line_that_is_not_yet_complete_waits() throws IOException {
    Path file = Files.writeString(folder.resolve("half.out"), "TaxiRide[1]\nTaxiR");
    PrintedResults results = new PrintedResults(file, evidence.resultLine());
    results.refresh();
    final List<String> first = List.copyOf(results.lines());

    Files.writeString(file, "ide[2]\n", StandardOpenOption.APPEND);
    results.refresh();

    assertThat(first, is(List.of("TaxiRide[1]")));
    assertThat(results.lines(), is(List.of("TaxiRide[1]", "TaxiRide[2]")));
  }

  @Test
  void all_that_was_still_to_come_and_nothing_else_shows_a_memory() throws IOException {
    assertThat(compared(Stream.of("1", "2"), Stream.of("2", "3", "4")).remembers(), is(true));
  }

  @Test
  void a_result_that_never_comes_shows_that_something_was_forgotten() throws IOException {
    assertThat(compared(Stream.of("1", "2"), Stream.of("4")).remembers(), is(false));
  }

  @Test
  void a_result_that_an_undisturbed_run_has_not_shows_it_too() throws IOException {
    assertThat(compared(Stream.of("1", "2"), Stream.of("3", "4", "5")).remembers(), is(false));
  }

  @Test
  void everything_again_shows_that_the_new_worker_knew_nothing() throws IOException {
    assertThat(
        compared(Stream.of("1", "2"), Stream.of("1", "2", "3", "4")),
        is(
            new Finding(
                true,
                true,
                "of 2 results still to come 0 are missing, and 0 came that an undisturbed run does"
                    + " not have; 2 of the 2 from before the kill came again")));
  }

  @Test
  void where_nothing_was_still_to_come_nothing_is_claimed() {
    Refusal refusal =
        assertThrows(Refusal.class, () -> compared(Stream.of("1", "2", "3", "4"), Stream.of("5")));

    assertThat(
        refusal.getMessage(),
        startsWith("The program had printed all of its 4 results before the worker was killed"));
  }

  @Test
  void a_program_without_results_is_refused() {
    Refusal refusal = assertThrows(Refusal.class, () -> undisturbed(TaxiFare.class));

    assertThat(
        refusal.getMessage(), startsWith("Undisturbed, the program printed no result, so nothing"));
  }

  /** Two workers against an undisturbed run that prints 1, 2, 3 and 4. */
  private Finding compared(Stream<String> before, Stream<String> after) throws IOException {
    SameAsUndisturbed numbers = undisturbed(Long.class);
    return numbers.compare(printed(numbers, before), printed(numbers, after));
  }

  private PrintedResults printed(Evidence evidence, Stream<String> lines) throws IOException {
    Path file = Files.createTempFile(folder, "worker", ".out");
    Files.write(file, lines.toList());
    PrintedResults results = new PrintedResults(file, evidence.resultLine());
    results.refresh();
    return results;
  }

  /** Of a program with such results that prints a word, 1, 2, 3, 4 and a ride when left alone. */
  private static SameAsUndisturbed undisturbed(Class<?>... resultTypes) {
    return new SameAsUndisturbed(
        List.of(resultTypes), List.of("a word", "1", "2", "3", "4", "TaxiRide[1"));
  }
}
