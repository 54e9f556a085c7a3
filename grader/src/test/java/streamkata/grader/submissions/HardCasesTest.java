package streamkata.grader.submissions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Labs;
import streamkata.grader.labs.Course;
import streamkata.grader.process.WarmStages;

/**
 * Submissions that are not merely wrong: each ends with a full score and a message that says why.
 */
class HardCasesTest {

  private static final Labs LABS = Course.CORE.labs();

  private static final String LAB = "travel-time-prediction";
  private static final String TRAINED = "trained";

  @TempDir Path folder;

  @Test
  void an_endless_loop_in_a_function_is_stopped_and_its_line_is_named() throws Exception {
    submit(predictingWith("while (ride.rideId() == 902) { }\nreturn false;"));

    assertThat(
        message(grade(Map.of("kata.limit", "1")), TRAINED),
        allOf(
            containsString("computed for more than 1 seconds"),
            containsString("TravelTimePredictionJob.java:15")));
  }

  @Test
  void the_checks_after_an_endless_loop_are_graded_all_the_same() throws Exception {
    submit(predictingWith("while (ride.rideId() == 902) { }\nreturn false;"));

    assertThat(verdict(grade(Map.of("kata.limit", "1")), "environment"), is(Verdict.PASSED));
  }

  @Test
  void an_endless_loop_that_builds_the_pipeline_is_stopped() throws Exception {
    submit(job("while (true) { }"));

    assertThat(
        message(grade(Map.of("kata.limit", "1")), TRAINED),
        containsString("TravelTimePredictionJob.java:12"));
  }

  @Test
  void system_exit_fails_the_check_and_names_the_call() throws Exception {
    submit(predictingWith("System.exit(0);\nreturn false;"));

    assertThat(
        message(grade(Map.of()), TRAINED),
        allOf(
            containsString("System.exit(0) was called"),
            containsString("TravelTimePredictionJob.java:15")));
  }

  @Test
  void system_exit_by_method_reference_fails_the_check_too() throws Exception {
    submit(
        predictingWith(
            "java.util.function.IntConsumer end = System::exit;\nend.accept(1);\nreturn false;"));

    assertThat(message(grade(Map.of()), TRAINED), containsString("System.exit(1) was called"));
  }

  @Test
  void an_exception_is_reported_with_its_line_and_message() throws Exception {
    submit(
        predictingWith(
            "\nif (true) throw new IllegalStateException(\"lost my way\");\nreturn false;"));

    assertThat(
        message(grade(Map.of()), TRAINED),
        allOf(
            containsString("IllegalStateException: lost my way"),
            containsString("TravelTimePredictionJob.java:16"),
            not(containsString("org.apache.flink"))));
  }

  @Test
  void a_lab_that_returns_null_is_told_so() throws Exception {
    submit(job("return null;"));

    assertThat(message(grade(Map.of()), TRAINED), containsString("returned null"));
  }

  @Test
  void a_lab_that_returns_its_input_by_an_unchecked_cast_is_told_so() throws Exception {
    submit(job("return (DataStream) rides;"));

    assertThat(
        message(grade(Map.of()), TRAINED),
        containsString(
            "A result is a streamkata.common.model.TaxiRide and not a TravelTimePrediction"));
  }

  @Test
  void a_program_with_four_slot_sharing_groups_and_one_with_many_instances_are_graded_like_others()
      throws Exception {
    for (String asked :
        List.of(
            "rides.filter(JOB::keeps).slotSharingGroup(\"a\").map(ride -> ride).slotSharingGroup(\"b\")"
                + ".map(ride -> ride).slotSharingGroup(\"c\").map(ride -> ride).slotSharingGroup(\"d\")",
            "rides.filter(JOB::keeps).setParallelism(24)")) {
      write(
          "RideCleansingJob.java",
          """
          package streamkata.exercises.ridecleansing;
          import org.apache.flink.streaming.api.datastream.DataStream;
          import streamkata.common.geo.GeoUtils;
          import streamkata.common.model.TaxiRide;
          public class RideCleansingJob implements streamkata.common.lab.RideCleansingLab {
            public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
              return %s;
            }
            static boolean keeps(TaxiRide ride) {
              return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
                  && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
            }
          }
          """
              .formatted(asked.replace("JOB", "RideCleansingJob")));
      Grade grade =
          WarmStages.grade(
              LABS, Map.of("kata.lab", "ride-cleansing", "kata.submission", folder.toString()));

      assertThat(asked, grade.points(), is(10));
    }
  }

  @Test
  void a_lab_that_returns_its_input_is_wrong_where_something_had_to_be_dropped() throws Exception {
    write(
        "RideCleansingJob.java",
        """
        package streamkata.exercises.ridecleansing;
        import org.apache.flink.streaming.api.datastream.DataStream;
        import streamkata.common.model.TaxiRide;
        public class RideCleansingJob implements streamkata.common.lab.RideCleansingLab {
          public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) { return rides; }
        }
        """);
    Grade grade =
        WarmStages.grade(
            LABS, Map.of("kata.lab", "ride-cleansing", "kata.submission", folder.toString()));

    assertThat(verdict(grade, "inside"), is(Verdict.PASSED));
    assertThat(message(grade, "start-outside"), containsString("expected nothing"));
  }

  @Test
  void a_lab_that_executes_the_environment_is_told_so() throws Exception {
    submit(
        job(
            "try { rides.getExecutionEnvironment().execute(); } catch (Exception e) {"
                + " throw new RuntimeException(e); }\nreturn null;"));

    assertThat(
        message(grade(Map.of()), TRAINED), containsString("execute() was called inside the lab"));
  }

  @Test
  void a_stream_of_another_environment_is_refused() throws Exception {
    submit(
        job(
            "return new org.apache.flink.streaming.api.environment.StreamExecutionEnvironment()"
                + ".fromData(new TravelTimePrediction(1, 1));"));

    assertThat(message(grade(Map.of()), TRAINED), containsString("belongs to another environment"));
  }

  @Test
  void a_compile_error_is_reported_as_the_compiler_says_it() throws Exception {
    submit(job("return rides.filtre();"));

    assertThat(
        message(grade(Map.of()), TRAINED),
        allOf(
            containsString("It does not compile."),
            containsString("TravelTimePredictionJob.java:12"),
            containsString("cannot find symbol")));
  }

  @Test
  void a_class_that_is_not_there_is_named() throws Exception {
    write("Other.java", "package streamkata.exercises.traveltime;\npublic class Other {}\n");

    assertThat(
        message(grade(Map.of()), TRAINED),
        containsString(
            "The class streamkata.exercises.traveltime.TravelTimePredictionJob is missing."));
  }

  @Test
  void a_class_that_does_not_implement_the_contract_is_named() throws Exception {
    submit("package streamkata.exercises.traveltime;\npublic class TravelTimePredictionJob {}\n");

    assertThat(
        message(grade(Map.of()), TRAINED),
        containsString("TravelTimePredictionJob does not implement"));
  }

  @Test
  void a_class_without_a_usable_constructor_is_named() throws Exception {
    submit(
        job("return null;")
            .replace(
                "TravelTimePredictionLab {",
                "TravelTimePredictionLab { public TravelTimePredictionJob(int i) {}"));

    assertThat(message(grade(Map.of()), TRAINED), containsString("no usable constructor"));
  }

  @Test
  void a_submission_without_the_lab_is_not_started() throws Exception {
    write("Some.java", "package streamkata.exercises.ridecleansing;\npublic class Some {}\n");

    assertThat(
        grade(Map.of()).labs().get(0).results().stream().map(CheckResult::verdict).toList(),
        everyItem(is(Verdict.NOT_STARTED)));
  }

  @Test
  void a_class_of_common_cannot_be_replaced() throws Exception {
    submit(job("return null;"));
    Path shadow = Files.createDirectories(folder.resolve("shadow"));
    Files.writeString(
        shadow.resolve("GeoUtils.java"),
        "package streamkata.common.geo;\npublic class GeoUtils { static int answer = 1 / 0; }\n");

    assertThat(message(grade(Map.of()), TRAINED), containsString("returned null"));
  }

  @Test
  void a_folder_of_classes_and_a_jar_are_graded_like_sources() throws Exception {
    Path source = write("TravelTimePredictionJob.java", job("return null;"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    ToolProvider.getSystemJavaCompiler()
        .run(
            null,
            null,
            null,
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            source.toString());
    Path jar = jarOf(classes);

    for (Path handedIn : List.of(classes, jar)) {
      assertThat(message(gradeOf(handedIn, Map.of()), TRAINED), containsString("returned null"));
    }
  }

  private static Path jarOf(Path classes) throws IOException {
    Path jar = classes.resolveSibling("submission.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file);
        Stream<Path> tree = Files.walk(classes)) {
      for (Path path : tree.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(path).toString().replace('\\', '/')));
        Files.copy(path, entries);
      }
    }
    return jar;
  }

  private Grade grade(Map<String, String> properties) throws InterruptedException {
    return gradeOf(folder, properties);
  }

  private static Grade gradeOf(Path submission, Map<String, String> properties)
      throws InterruptedException {
    Map<String, String> all = new HashMap<>(properties);
    all.put("kata.lab", LAB);
    all.put("kata.submission", submission.toString());
    return WarmStages.grade(LABS, all);
  }

  private static CheckResult result(Grade grade, String check) {
    LabGrade lab = grade.labs().get(0);
    return lab.results().stream()
        .filter(result -> result.check().id().equals(check))
        .findFirst()
        .orElseThrow();
  }

  private static String message(Grade grade, String check) {
    return result(grade, check).message();
  }

  private static Verdict verdict(Grade grade, String check) {
    return result(grade, check).verdict();
  }

  private void submit(String source) throws IOException {
    write("TravelTimePredictionJob.java", source);
  }

  private Path write(String name, String source) throws IOException {
    return Files.writeString(folder.resolve(name), source);
  }

  /** A lab whose predict has this body, which begins in line 12. */
  private static String job(String predict) {
    return String.join(
        "\n",
        List.of(
            "package streamkata.exercises.traveltime;",
            "import org.apache.flink.streaming.api.datastream.DataStream;",
            "import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;",
            "import streamkata.common.lab.TravelTimePredictionLab;",
            "import streamkata.common.model.TaxiRide;",
            "import streamkata.common.model.TravelTimePrediction;",
            "import org.apache.flink.configuration.*;",
            "public class TravelTimePredictionJob implements TravelTimePredictionLab {",
            "",
            "  @Override",
            "  public DataStream<TravelTimePrediction> predict(DataStream<TaxiRide> rides) {",
            predict,
            "  }",
            "  @Override",
            "  public void configure(StreamExecutionEnvironment env, String directory) {",
            "    env.enableCheckpointing(1000);",
            "    env.configure(new Configuration()",
            "        .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory)",
            "        .set(RestartStrategyOptions.RESTART_STRATEGY, \"fixed-delay\")",
            "        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 60)",
            "        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY,",
            "            java.time.Duration.ofSeconds(10)));",
            "  }",
            "}"));
  }

  /** A lab that calls this body, which begins in line 15, for each ride. */
  private static String predictingWith(String body) {
    return job(
        """
        return rides
            .map(ride -> new TravelTimePrediction(ride.rideId(), happens(ride) ? 1 : 0));
        } static boolean happens(TaxiRide ride) {
        %s
        """
            .formatted(body));
  }
}
