package streamkata.grader.labs.traveltime;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.recovery.PrintedResults;
import streamkata.grader.recovery.Recording.Finding;

/** What the predictions of two workers are taken to show. */
class LearnedPredictionsTest {

  private final LearnedPredictions predictions = new LearnedPredictions();
  @TempDir private Path folder;

  @Test
  void predictions_as_good_as_before_the_kill_show_a_memory() throws IOException {
    Finding finding =
        predictions.compare(printed(Stream.concat(untrained(500), half(500))), printed(half(500)));

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
            printed(Stream.concat(untrained(500), half(500))),
            printed(Stream.concat(untrained(400), half(600))));

    assertThat(finding.beganAnew(), is(true));
  }

  private PrintedResults printed(Stream<String> lines) throws IOException {
    Path file = Files.createTempFile(folder, "worker", ".out");
    Files.write(file, lines.toList());
    PrintedResults results = new PrintedResults(file, predictions.resultLine());
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
