package streamkata.grader.recovery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read out of logs: positions, and reasons. */
class LogsTest {

  @TempDir private Path folder;

  @Test
  void each_stream_has_its_first_position_and_its_position_in_a_checkpoint() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("worker.log"),
            """
            2026-01-01 12:00:00 INFO FeedReader - Stream TaxiRide goes on after event 100
            2026-01-01 12:00:00 INFO FeedReader - Stream TaxiFare goes on after event 50
            2026-01-01 12:00:01 INFO FeedReader - Checkpoint 6 has stream TaxiRide up to event 150
            2026-01-01 12:00:02 INFO FeedReader - Checkpoint 7 has stream TaxiRide up to event 200
            2026-01-01 12:00:02 INFO FeedReader - Checkpoint 7 has stream TaxiFare up to event 90
            2026-01-01 12:00:09 INFO FeedReader - Stream TaxiRide goes on after event 200
            """);

    PositionLog positions = new PositionLog(log);

    assertThat(positions.begin(), is(Map.of("TaxiRide", 100L, "TaxiFare", 50L)));
    assertThat(positions.checkpoint(7), is(Map.of("TaxiRide", 200L, "TaxiFare", 90L)));
    assertThat(positions.checkpoint(8), is(Map.of()));
  }

  @Test
  void bytes_that_are_no_text_do_not_hide_the_rest() throws IOException {
    Path log = folder.resolve("worker.log");
    Files.write(log, "\u00fc Stream TaxiRide goes on after event 7\n".getBytes(ISO_8859_1));

    assertThat(new PositionLog(log).begin(), is(Map.of("TaxiRide", 7L)));
  }

  @Test
  void the_reason_is_the_innermost_cause_without_packages() {
    String trace =
        """
        org.apache.flink.client.program.ProgramInvocationException: The main method caused an error
        \tat org.apache.flink.client.program.PackagedProgram.callMainMethod(PackagedProgram.java:1)
        Caused by: java.lang.IllegalStateException: outer
        \tat a.B.c(B.java:2)
        Caused by: streamkata.common.lab.MissingSolutionException: Still to be written.
        \tat a.B.d(B.java:3)
        \t... 7 more
        """;

    assertThat(Reason.innermost(trace), is("MissingSolutionException: Still to be written."));
  }

  @Test
  void without_a_cause_the_reason_is_the_last_line() {
    assertThat(Reason.innermost("Starting.\nThe port is taken.\n\n"), is("The port is taken."));
  }
}
