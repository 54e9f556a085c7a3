package streamkata.grader.process;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole gradings of programs that harm the JVM they are graded in, beside one that does not. */
class GradingTest {

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
            Runtime.class.getMethod("halt", int.class).invoke(Runtime.getRuntime(), 7);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      }
      """;

  /** Right answers; %s are members, and what is done for each ride. */
  private static final String CLEANSING =
      """
      package streamkata.exercises.ridecleansing;
      import java.util.*;
      import org.apache.flink.streaming.api.datastream.DataStream;
      import streamkata.common.geo.GeoUtils;
      import streamkata.common.lab.RideCleansingLab;
      import streamkata.common.model.TaxiRide;
      public class RideCleansingJob implements RideCleansingLab {
        %s
        public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
          return rides.filter(RideCleansingJob::keeps);
        }
        static boolean keeps(TaxiRide ride) {
          %s
          return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
              && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
        }
      }
      """;

  private static final String THREADS =
      """
      static { leaveBehind(); }
      public RideCleansingJob() { leaveBehind(); }
      static volatile long rounds;
      static void leaveBehind() {
        new Thread(() -> {
          while (true) {
            try { rounds++; } catch (Throwable e) { rounds--; }
          }
        }).start();
      }
      """;

  @TempDir Path folder;
  private Path submission;

  private record Result(int exitCode, String printed) {}

  @BeforeEach
  void createSubmission() throws IOException {
    submission = Files.createDirectories(folder.resolve("submission"));
  }

  @Test
  void an_earlier_grade_does_not_survive_a_grading_that_is_refused() throws Exception {
    Path earlier = Files.createDirectories(folder.resolve("logs")).resolve("grade.json");
    Files.writeString(earlier, "{}");
    Result result = grade("-Dkata.lab=nonsense");

    assertThat(result.printed(), containsString("There is no lab 'nonsense'."));
    assertThat(Files.exists(earlier), is(false));
  }

  @Test
  void why_a_grading_is_refused_is_the_last_thing_that_is_printed() throws Exception {
    Files.delete(submission);
    Result result = grade();

    assertThat(
        result.printed().strip(),
        endsWith("\n The submission %s does not exist.".formatted(submission)));
  }

  @Test
  void the_score_is_complete_when_a_program_has_ended_the_jvm() throws Exception {
    Files.writeString(submission.resolve("TravelTimePredictionJob.java"), DEADLY);
    Result result = grade("-Dkata.lab=travel-time-prediction");

    assertThat(result.exitCode(), is(1));
    assertThat(
        result.printed(),
        allOf(
            containsString("failed           environment"),
            containsString("The JVM died (exit code 7) while this check was running."),
            containsString("not started      behaviour"),
            not(containsString("not reached"))));
  }

  @Test
  void a_program_that_uses_up_the_memory_is_told_so_and_harms_no_other() throws Exception {
    cleansing(
        "static final List<byte[]> KEPT = new ArrayList<>();",
        "while (ride != null) { KEPT.add(new byte[1 << 20]); }");
    copySolutionOfLongRideAlerts();
    Result result = grade();

    assertThat(
        result.printed(),
        allOf(
            containsString("The memory of the JVM was used up (OutOfMemoryError)"),
            points("ride-cleansing", 0),
            points("long-ride-alerts", 15),
            not(containsString("not reached"))));
  }

  @Test
  void a_program_that_prints_and_prints_fills_no_disk_and_harms_no_other() throws Exception {
    cleansing(
        "",
        """
        System.out.println("o".repeat(1 << 16));
        System.err.println("e".repeat(1 << 16));
        """);
    copySolutionOfLongRideAlerts();
    Result result = grade();
    String output = Files.readString(folder.resolve("logs/output.log"));

    assertThat("output in bytes", output.length(), lessThan((4 << 20) + 100));
    assertThat(output, endsWith(" kB: the rest was dropped.]" + System.lineSeparator()));
    assertThat(
        result.printed(), allOf(points("ride-cleansing", 10), points("long-ride-alerts", 15)));
  }

  @Test
  void threads_that_a_program_leaves_behind_end_and_harm_no_other() throws Exception {
    cleansing(THREADS, "if (ride.rideId() % 10 == 0) { leaveBehind(); }");
    copySolutionOfLongRideAlerts();
    Result result = grade();

    assertThat(
        result.printed(), allOf(points("ride-cleansing", 10), points("long-ride-alerts", 15)));
  }

  private static Matcher<String> points(String lab, int points) {
    return matchesPattern(
        Pattern.compile(
            ".*^ %s +%d / .*".formatted(lab, points), Pattern.MULTILINE | Pattern.DOTALL));
  }

  private void cleansing(String members, String body) throws IOException {
    Files.writeString(
        submission.resolve("RideCleansingJob.java"), CLEANSING.formatted(members, body));
  }

  private void copySolutionOfLongRideAlerts() throws IOException {
    Path solution =
        Path.of(
            "../solutions/src/main/java/streamkata/solutions/longridealerts/LongRideAlertsJob.java");
    Files.writeString(
        submission.resolve("LongRideAlertsJob.java"),
        Files.readString(solution)
            .replace("package streamkata.solutions.", "package streamkata.exercises."));
  }

  private Result grade(String... properties) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(properties));
    command.addAll(List.of("-Dkata.sandbox=none", "-Dkata.api=warn"));
    command.add("-Dkata.submission=" + submission);
    command.add(streamkata.grader.cli.MavenTest.class.getName());
    command.add(folder.resolve("logs").toString());
    command.add("-Xmx512m");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), printed);
  }
}
