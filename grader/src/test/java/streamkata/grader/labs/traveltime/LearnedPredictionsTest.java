package streamkata.grader.labs.traveltime;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
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
  void the_same_predictions_for_the_same_rides_show_a_memory_whatever_later_rides_show()
      throws IOException {
    Stream<String> learned = Stream.concat(untrained(1, 500), half(501, 500));

    Finding finding =
        predictions.compare(
            printed(learned), printed(Stream.concat(half(901, 100), untrained(1001, 50))));

    assertThat(
        finding,
        is(
            new Finding(
                true,
                false,
                "-1 in 67 % of the first 150 predictions after the kill; 100 of these 150 rides"
                    + " arrived again: the old worker predicted -1 for 50 % of them, the new worker"
                    + " for 50 %; in 100 % at the very beginning")));
  }

  @Test
  void another_prediction_for_the_same_ride_shows_that_a_model_is_another() throws IOException {
    Finding finding =
        predictions.compare(
            printed(Stream.concat(untrained(1, 500), half(501, 500))),
            printed(Stream.concat(untrained(991, 10), half(1001, 490))));

    assertThat(finding.remembers(), is(false));
  }

  @Test
  void predictions_as_poor_as_at_the_beginning_show_that_it_is_gone() throws IOException {
    Finding finding =
        predictions.compare(
            printed(Stream.concat(untrained(1, 500), half(501, 500))),
            printed(Stream.concat(untrained(1, 400), half(401, 600))));

    assertThat(finding.beganAnew(), is(true));
    assertThat(finding.remembers(), is(false));
  }

  private PrintedResults printed(Stream<String> lines) throws IOException {
    Path file = Files.createTempFile(folder, "worker", ".out");
    Files.write(file, lines.toList());
    PrintedResults results = new PrintedResults(file, predictions.resultLine());
    results.refresh();
    return results;
  }

  private static Stream<String> untrained(int firstRide, int count) {
    return predictions(firstRide, count, ride -> -1);
  }

  /** Every other one in minutes. */
  private static Stream<String> half(int firstRide, int count) {
    return predictions(firstRide, count, ride -> ride % 2 == 0 ? -1 : 12);
  }

  private static Stream<String> predictions(int firstRide, int count, IntUnaryOperator minutes) {
    return IntStream.range(firstRide, firstRide + count)
        .mapToObj(
            ride ->
                "TravelTimePrediction[rideId=%d, minutes=%d]"
                    .formatted(ride, minutes.applyAsInt(ride)));
  }
}
