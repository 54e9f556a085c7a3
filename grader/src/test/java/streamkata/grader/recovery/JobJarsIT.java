package streamkata.grader.recovery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.kit.Lab;
import streamkata.grader.labs.Course;

/** The job jar of the solutions, on a cluster that is started by the scripts. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts need bash")
class JobJarsIT {

  private static final Path JAR = Path.of("../solutions/target/solutions-1.0.jar");

  @TempDir private static Path folder;
  private static HomeCopy home;

  @BeforeAll
  static void start_a_cluster() throws Exception {
    home = new HomeCopy(folder.resolve("home"));
    home.run("start-cluster.sh");
  }

  @AfterAll
  static void stop_it() throws Exception {
    home.run("stop-cluster.sh");
    home.close();
  }

  static List<Lab> labs() {
    return Course.ALL.labs().all();
  }

  @ParameterizedTest
  @MethodSource("labs")
  void every_lab_runs_on_a_cluster(Lab lab) throws Exception {
    String mainClass = "streamkata.solutions." + lab.packageName() + "." + lab.className();

    HomeCopy.Result job =
        home.run(
            "flink", "run", "-c", mainClass, JAR.toString(), "--speed", "max", "--events", "9");

    assertThat(job.output(), job.exitCode(), is(0));
  }

  @Test
  void flink_itself_is_not_in_the_jar() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.endsWith(".class"))
              .filter(name -> !name.startsWith("streamkata/"))
              .count(),
          is(0L));
    }
  }
}
