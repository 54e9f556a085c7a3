package streamkata.grader.submission;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.labs.Course;
import streamkata.grader.process.WarmStages;
import streamkata.grader.program.SourceCompiler;
import streamkata.grader.wire.NamedFile;

/** Hand-ins as a build makes them: class files, those of a whole module, or a jar for a cluster. */
class HandedInClassesTest {

  private static final Labs LABS = Course.CORE.labs();
  private static final Lab CLEANSING = LABS.byId("ride-cleansing");
  private static final String PACKAGE = "streamkata/exercises/ridecleansing/";

  private static final String JOB =
      """
      package streamkata.exercises.ridecleansing;
      import org.apache.flink.streaming.api.datastream.DataStream;
      import streamkata.common.lab.*;
      import streamkata.common.model.TaxiRide;
      public class RideCleansingJob implements RideCleansingLab {
        public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
          %s
        }
      }
      """;

  private static final String RIGHT = "return rides.filter(streamkata.exercises.help.Area::isIn);";

  private static final String AREA =
      """
      package streamkata.exercises.help;
      import streamkata.common.geo.GeoUtils;
      import streamkata.common.model.TaxiRide;
      public class Area {
        public static boolean isIn(TaxiRide ride) {
          return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
              && Müller.has(ride, new Object[0][0]);
        }
        static class Müller {
          static boolean has(TaxiRide ride, Object[][] none) {
            return GeoUtils.isInNYC(ride.endLon(), ride.endLat());
          }
        }
      }
      """;

  /** It has what is needed, and answers as it likes. */
  private static final String GEO =
      """
      package streamkata.common.geo;
      public class GeoUtils {
        public static boolean isInNYC(double lon, double lat) { return %s; }
      }
      """;

  @TempDir private Path sources;
  @TempDir private Path handIn;
  private Path classes;

  @BeforeEach
  void what_a_module_has_beside_a_lab() throws IOException {
    classes = Files.createDirectories(handIn.resolve("target/classes"));
    write(
        "streamkata/exercises/learn/Same.java",
        "package streamkata.exercises.learn; public class Same {"
            + " org.apache.flink.runtime.jobgraph.OperatorID id;"
            + " String read() throws Exception { return"
            + " java.nio.file.Files.readString(java.nio.file.Path.of(\"x\")); } }");
    write("Main.java", "class Main { void run() { System.setProperty(\"a\", \"b\"); } }");
    write("streamkata/exercises/help/Area.java", AREA);
  }

  @Test
  void what_the_class_of_a_lab_cannot_reach_is_not_looked_through() throws Exception {
    assertThat(verdict(JOB.formatted(RIGHT)), is(Verdict.PASSED));
    assertThat(
        sent(),
        containsInAnyOrder(
            PACKAGE + "RideCleansingJob.class",
            "streamkata/exercises/help/Area.class",
            "streamkata/exercises/help/Area$Müller.class"));
  }

  @Test
  void what_it_reaches_is_refused_for_what_it_uses() throws Exception {
    String reaches = "new streamkata.exercises.learn.Same(); return rides;";

    assertThat(verdict(JOB.formatted(reaches)), is(Verdict.FAILED));
  }

  @Test
  void a_jar_for_a_cluster_has_the_kit_in_it_and_may_have() throws Exception {
    write("streamkata/common/geo/GeoUtils.java", GEO.formatted("true"));

    assertThat(verdict(JOB.formatted(RIGHT)), is(Verdict.PASSED));
    assertThat(sent(), not(hasItem(startsWith("streamkata/common/"))));
  }

  @Test
  void a_class_with_the_name_of_one_of_the_kit_is_not_loaded() throws Exception {
    write("streamkata/common/geo/GeoUtils.java", GEO.formatted("false"));

    assertThat(verdict(JOB.formatted(RIGHT)), is(Verdict.PASSED));
  }

  @Test
  void neither_is_a_class_that_the_kit_would_have_under_that_name() throws Exception {
    write(
        "streamkata/common/geo/Smuggled.java",
        "package streamkata.common.geo; public class Smuggled {"
            + " public static void run() { System.setProperty(\"a\", \"b\"); } }");
    CheckResult result =
        graded(JOB.formatted("streamkata.common.geo.Smuggled.run(); return rides;"));

    assertThat(result.verdict(), is(Verdict.FAILED));
    assertThat(result.message(), containsString("Smuggled"));
  }

  @Test
  void sources_of_the_kit_that_come_along_are_not_compiled() throws Exception {
    write("streamkata/common/geo/GeoUtils.java", GEO.formatted("false"));
    write(PACKAGE + "RideCleansingJob.java", JOB.formatted(RIGHT));

    assertThat(grade(sources).verdict(), is(Verdict.PASSED));
  }

  @Test
  void a_skeleton_is_not_started() throws Exception {
    assertThat(
        verdict(JOB.formatted("throw new MissingSolutionException();")), is(Verdict.NOT_STARTED));
  }

  private Verdict verdict(String job) throws Exception {
    return graded(job).verdict();
  }

  private CheckResult graded(String job) throws Exception {
    write(PACKAGE + "RideCleansingJob.java", job);
    compile();
    return grade(handIn);
  }

  private static CheckResult grade(Path submission) throws Exception {
    Map<String, String> properties =
        Map.of(
            "kata.submission", submission.toString(),
            "kata.lab", "ride-cleansing",
            "kata.api", "refuse");
    LabGrade grade = WarmStages.grade(LABS, properties, check -> check.id().equals("inside"));
    return grade.results().stream()
        .filter(result -> result.check().id().equals("inside"))
        .findFirst()
        .orElseThrow();
  }

  private List<String> sent() {
    return Submission.of(handIn).codeOf(CLEANSING).files().all().stream()
        .map(NamedFile::name)
        .toList();
  }

  private void compile() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(sources)) {
      tree.filter(Files::isRegularFile).forEach(files::add);
    }
    try (SourceCompiler compiler = new SourceCompiler(System.getProperty("java.class.path"))) {
      assertThat(compiler.compile(files, List.of(sources), classes), is(List.of()));
    }
  }

  private void write(String name, String source) throws IOException {
    Path file = sources.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
  }
}
