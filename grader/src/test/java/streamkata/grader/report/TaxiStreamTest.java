package streamkata.grader.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.kit.Refusal;

/** Recorded files that a report is made of. */
class TaxiStreamTest {

  private static final TaxiRide RIDE =
      new TaxiRide(7, true, 1_357_041_600_000L, 0, -73.98, 40.75, -73.97, 40.76, 1, 20, 30);
  private static final TaxiFare FARE =
      new TaxiFare(7, 20, 30, 1_357_041_600_000L, "CRD", 1.5, 0, 9);

  @TempDir private Path folder;

  @Test
  void rides_and_fares_are_those_of_the_files() throws IOException {
    Path rides = file("rides.csv", RIDE.toCsv());
    Path fares = file("fares.csv", FARE.toCsv());
    TaxiStream stream = TaxiStream.recorded(rides, Optional.of(fares), false);

    assertThat(stream.rides(), containsInAnyOrder(RIDE));
    assertThat(stream.fares(), containsInAnyOrder(FARE));
    assertThat(stream.about(), containsString("recorded in rides.csv: 1 ride events and 1 fares"));
  }

  @Test
  void a_file_that_is_missing_is_named() {
    Path missing = folder.resolve("missing.csv");

    Refusal mistake =
        assertThrows(Refusal.class, () -> TaxiStream.recorded(missing, Optional.empty(), false));
    assertThat(mistake.getMessage(), containsString("missing.csv"));
  }

  @Test
  void a_line_that_is_malformed_is_named() throws IOException {
    Path rides = file("rides.csv", RIDE.toCsv() + "\nnot a ride");

    Refusal mistake =
        assertThrows(Refusal.class, () -> TaxiStream.recorded(rides, Optional.empty(), false));
    assertThat(mistake.getMessage(), containsString(rides + " is malformed in line 2"));
  }

  @Test
  void a_line_that_is_malformed_can_be_skipped() throws IOException {
    Path rides = file("rides.csv", "not a ride\n" + RIDE.toCsv());

    assertThat(
        TaxiStream.recorded(rides, Optional.empty(), true).rides(), containsInAnyOrder(RIDE));
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content + "\n");
  }
}
