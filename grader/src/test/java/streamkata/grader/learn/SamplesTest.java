package streamkata.grader.learn;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.report.TaxiStream;

/** The samples of recorded events are made by the generator, and can be read again. */
class SamplesTest {

  private static final Path SAMPLES = Path.of("../exercises/learn/samples");
  private static final int EVENTS = 400;
  private static final int ONE_OF = 60;

  @Test
  void the_samples_are_those_of_the_generator() throws IOException {
    TaxiStream stream = TaxiStream.generated();

    same(
        "rides.csv",
        stream.rides().stream()
            .filter(ride -> ride.rideId() % ONE_OF == 0)
            .limit(EVENTS)
            .map(TaxiRide::toCsv)
            .toList());
    same(
        "fares.csv",
        stream.fares().stream()
            .filter(fare -> fare.rideId() % ONE_OF == 0)
            .limit(EVENTS / 2)
            .map(TaxiFare::toCsv)
            .toList());
  }

  private static void same(String name, List<String> lines) throws IOException {
    Path file = SAMPLES.resolve(name);
    if ("write".equals(System.getProperty("kata.samples"))) {
      Files.createDirectories(SAMPLES);
      Files.writeString(file, String.join("\n", lines) + "\n");
    }
    assertThat(Files.readAllLines(file), is(lines));
  }
}
