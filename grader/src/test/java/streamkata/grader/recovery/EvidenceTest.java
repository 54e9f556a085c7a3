package streamkata.grader.recovery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.recovery.Recording.Finding;

/** What the printed results of two workers are taken to show. */
class EvidenceTest {

  private final LearnedPredictions predictions = new LearnedPredictions();
  @TempDir private Path folder;

  @Test
  void predictions_as_good_as_before_the_kill_show_a_memory() throws IOException {
    Finding finding =
        predictions.compare(
            printed(predictions, Stream.concat(untrained(500), half(500))),
            printed(predictions, half(500)));

    assertThat(
        finding,
        is(
            new Finding(
                true,
                false,
                "-1 in 50 % of the last 500 predictions before the kill, in 50 % of the first 500"
                    + " after it; in 100 % at the very beginning")));
  }

  @Test
  void predictions_as_poor_as_at_the_beginning_show_that_it_is_gone() throws IOException {
    Finding finding =
        predictions.compare(
            printed(predictions, Stream.concat(untrained(500), half(500))),
            printed(predictions, Stream.concat(untrained(400), half(600))));

    assertThat(finding.beganAnew(), is(true));
  }

  @Test
  void what_else_a_program_prints_is_no_result() throws IOException {
    PrintedResults results = printed(predictions, Stream.of("debug", "TravelTimePrediction[x"));

    assertThat(results.lines(), is(List.of("TravelTimePrediction[x")));
  }

  @Test
  void a_line_that_is_not_yet_complete_waits() throws IOException {
    Path file = Files.writeString(folder.resolve("half.out"), "TravelTimePrediction[1]\nTravelT");
    PrintedResults results = new PrintedResults(file, predictions.resultLine());
    results.refresh();
    final List<String> first = List.copyOf(results.lines());

    Files.writeString(file, "imePrediction[2]\n", StandardOpenOption.APPEND);
    results.refresh();

    assertThat(first, is(List.of("TravelTimePrediction[1]")));
    assertThat(results.lines(), is(List.of("TravelTimePrediction[1]", "TravelTimePrediction[2]")));
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

  /** Two workers against an undisturbed run that prints 1, 2, 3 and 4. */
  private Finding compared(Stream<String> before, Stream<String> after) throws IOException {
    SameAsUndisturbed evidence =
        new SameAsUndisturbed("long-ride-alerts", List.of("a word", "1", "2", "3", "4"));
    return evidence.compare(printed(evidence, before), printed(evidence, after));
  }

  private PrintedResults printed(Evidence evidence, Stream<String> lines) throws IOException {
    Path file = Files.createTempFile(folder, "worker", ".out");
    Files.write(file, lines.toList());
    PrintedResults results = new PrintedResults(file, evidence.resultLine());
    results.refresh();
    return results;
  }

  private static Stream<String> untrained(int count) {
    return Collections.nCopies(count, "TravelTimePrediction[rideId=1, minutes=-1]").stream();
  }

  /** Every other one in minutes. */
  private static Stream<String> half(int count) {
    return Stream.iterate(0, i -> i < count, i -> i + 1)
        .map(i -> "TravelTimePrediction[rideId=1, minutes=%d]".formatted(i % 2 == 0 ? -1 : 12));
  }
}
