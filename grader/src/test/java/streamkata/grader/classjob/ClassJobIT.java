package streamkata.grader.classjob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.classroom.ClassRun;
import streamkata.grader.classroom.Demo;
import streamkata.grader.classroom.Listener;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.recovery.HomeCopy;

/** A class graded by a cluster of real processes, a JobManager and two TaskManagers. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts of the cluster need bash")
class ClassJobIT {

  private static final Kit KIT = new Kit(Path.of(".."));
  private static final Path JAR = Path.of("target/class-job.jar").toAbsolutePath();
  private static final String LAB = "ride-cleansing";
  private static final int STUDENTS = 8;
  private static final Duration MOMENT = Duration.ofMillis(200);

  @TempDir private Path folder;
  private HomeCopy home;
  private Path handIns;
  private Path graded;

  @BeforeEach
  void make_a_home_and_a_class() throws IOException {
    home = new HomeCopy(folder.resolve("home"));
    handIns = folder.resolve("hand-ins");
    graded = folder.resolve("graded");
    new Demo(KIT, handIns, Course.CORE.labs().all(), 3, false).make(STUDENTS);
  }

  @AfterEach
  void end_what_is_left() throws IOException {
    home.close();
  }

  @Test
  void a_worker_is_killed_and_every_hand_in_is_graded_once_and_as_without_a_cluster()
      throws Exception {
    home.run("start-cluster.sh");
    home.run("taskmanager.sh", "start");
    Process job = start(Map.of(), "--sandbox", "none");
    boolean hasEnded = false;
    while (!hasEnded && lines().isEmpty()) {
      hasEnded = job.waitFor(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    }
    home.processes("taskmanager").get(0).destroyForcibly();
    home.run("taskmanager.sh", "start");
    String said = new String(job.getInputStream().readAllBytes(), UTF_8);

    assertThat(said, job.waitFor(), is(0));
    assertThat(
        lines().stream().map(line -> line.path("handIn").asText()).distinct().toList(),
        hasSize(STUDENTS));
    assertThat(lines(), hasSize(STUDENTS));
    assertThat(grades(Optional.of(graded)), is(grades(Optional.empty())));
  }

  @Test
  void a_worker_on_which_no_sandbox_works_is_refused_in_a_sentence() throws Exception {
    Map<String, String> noSandbox = Map.of("PATH", broken("bwrap") + ":" + System.getenv("PATH"));
    home.run(noSandbox, "start-cluster.sh");

    Process job = start(noSandbox);
    String said = new String(job.getInputStream().readAllBytes(), UTF_8);

    assertThat(job.waitFor(), is(not(0)));
    assertThat(said, containsString("A worker cannot grade: "));
    assertThat(said, containsString("no user namespaces today"));
    assertThat(lines(), is(empty()));
  }

  private Process start(Map<String, String> environment, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "-p",
                environment.isEmpty() ? "2" : "1",
                JAR.toString(),
                "--submissions",
                handIns.toUri().toString(),
                "--out",
                graded.toUri().toString(),
                "--lab",
                LAB));
    arguments.addAll(List.of(more));
    return home.start(environment, "flink", arguments.toArray(String[]::new));
  }

  /** What the job has written and finished. */
  private List<JsonNode> lines() throws IOException {
    if (Files.notExists(graded)) {
      return List.of();
    }
    List<JsonNode> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(graded)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
        if (!file.getFileName().toString().startsWith(".")) {
          for (String line : Files.readAllLines(file)) {
            lines.add(new ObjectMapper().readTree(line));
          }
        }
      }
    }
    return lines;
  }

  private String grades(Optional<Path> fromCluster) throws IOException, InterruptedException {
    Path out = folder.resolve(fromCluster.isPresent() ? "collected" : "plain");
    Selection selection =
        Selection.from(
            KIT,
            Course.PATH.labs(),
            name -> Optional.of(LAB).filter(any -> name.equals("kata.lab")));
    new ClassRun(
            new ClassRun.Order(
                handIns, Optional.empty(), Optional.empty(), out, fromCluster, 1, false, false),
            selection,
            Course.PATH.labs(),
            Optional.empty())
        .run(new Silent());
    return Files.readString(out.resolve("grades.csv"));
  }

  /** A folder with a program that always fails. */
  private Path broken(String program) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path script = bin.resolve(program);
    Files.writeString(script, "#!/bin/sh\necho no user namespaces today\nexit 1\n");
    assertThat(script.toFile().setExecutable(true), is(true));
    return bin;
  }

  private static final class Silent implements Listener {

    @Override
    public void begins(int handIns, int results, int known) {}

    @Override
    public void started(String name) {}

    @Override
    public void ended(String name, String summary) {}
  }
}
