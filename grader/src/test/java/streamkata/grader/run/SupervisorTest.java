package streamkata.grader.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole grading of a program that takes the JVM down with it, by a way that nobody can close. */
class SupervisorTest {

  private static final String DEADLY =
      """
      package streamkata.exercises.traveltime;
      import org.apache.flink.streaming.api.datastream.DataStream;
      import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
      import streamkata.common.lab.TravelTimePredictionLab;
      import streamkata.common.model.*;
      public class TravelTimePredictionJob implements TravelTimePredictionLab {
        public DataStream<TravelTimePrediction> predict(DataStream<TaxiRide> rides) {
          throw new streamkata.common.lab.MissingSolutionException();
        }
        public void configure(StreamExecutionEnvironment env, String directory) {
          try {
            Runtime.class.getMethod("halt", int.class).invoke(Runtime.getRuntime(), 3);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      }
      """;

  @Test
  void the_score_is_complete_when_a_program_has_ended_the_jvm(@TempDir Path folder)
      throws Exception {
    Path submission = Files.createDirectories(folder.resolve("submission"));
    Files.writeString(submission.resolve("TravelTimePredictionJob.java"), DEADLY);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dkata.lab=travel-time-prediction",
                "-Dkata.submission=" + submission,
                Supervisor.class.getName(),
                folder.resolve("logs").toString(),
                "-Xmx512m")
            .redirectErrorStream(true)
            .start();
    String printed;
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      printed = output.lines().collect(Collectors.joining("\n"));
    }

    assertThat(process.waitFor(), is(1));
    assertThat(
        printed,
        allOf(
            containsString("failed       environment"),
            containsString("The JVM died (exit code 3) while this check was running."),
            containsString("not started  behaviour"),
            not(containsString("never ran"))));
  }
}
