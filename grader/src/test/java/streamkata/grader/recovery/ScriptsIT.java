package streamkata.grader.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.recovery.HomeCopy.Result;

/** The scripts of the Flink home. Each test has a home of its own, at a path with a space in it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts need bash")
class ScriptsIT {

  @TempDir private Path folder;
  private HomeCopy home;

  @BeforeEach
  void make_a_home() throws IOException {
    home = new HomeCopy(folder.resolve("a home"));
  }

  @AfterEach
  void end_what_is_left() throws IOException {
    home.close();
  }

  @Test
  void a_cluster_starts_and_stops() throws Exception {
    Result started = home.run("start-cluster.sh");
    int running = home.processes("").size();
    String dashboard = page("http://localhost:" + home.restPort());
    Result stopped = home.run("stop-cluster.sh");

    assertThat(
        started.output(), containsString("dashboard is on http://localhost:" + home.restPort()));
    assertThat(started.exitCode(), is(0));
    assertThat(running, is(2));
    assertThat(dashboard, containsString("Apache Flink Web Dashboard"));
    assertThat(stopped.exitCode(), is(0));
    assertThat(home.processes(""), is(empty()));
  }

  @Test
  void nothing_is_left_in_the_folder_of_temporary_files() throws Exception {
    Set<Path> before = temporaryFiles();
    home.run("start-cluster.sh");
    Set<Path> during = temporaryFiles();
    home.run("stop-cluster.sh");

    during.removeAll(before);
    assertThat(during, is(empty()));
    assertThat(Files.exists(home.script("home.sh").resolveSibling("../tmp")), is(false));
  }

  /** What Flink and Java name; other programs have files there as well. */
  private static Set<Path> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
      return files
          .filter(
              file -> file.getFileName().toString().matches("(flink-|tm_|jm_|librocksdb|blob).*"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void a_worker_takes_the_number_of_one_that_was_killed_and_its_files_go_on() throws Exception {
    home.run("start-cluster.sh");
    home.processes("taskmanager").forEach(ProcessHandle::destroyForcibly);
    while (!home.processes("taskmanager").isEmpty()) {
      Thread.onSpinWait();
    }
    home.write(out(0), "printed by the one that was killed");

    Result started = home.run("taskmanager.sh", "start");
    Result stopped = home.run("taskmanager.sh", "stop");
    Result again = home.run("taskmanager.sh", "stop");

    assertThat(started.output(), startsWith("Started TaskManager 0 "));
    assertThat(stopped.output(), startsWith("Stopped TaskManager 0 "));
    assertThat(again, is(refusal("No TaskManager is running that was started from this home.")));
    assertThat(home.read(out(0) + ".1"), is("printed by the one that was killed"));
    assertThat(home.read(out(0)), not(containsString("killed")));
  }

  @Test
  void workers_that_are_started_at_the_same_time_have_numbers_of_their_own() throws Exception {
    home.run("jobmanager.sh", "start");
    Process first = home.start(Map.of(), "taskmanager.sh", "start");
    Process second = home.start(Map.of(), "taskmanager.sh", "start");

    assertThat(first.waitFor(), is(0));
    assertThat(second.waitFor(), is(0));
    assertThat(out(0), is(not(out(1))));
  }

  @Test
  void what_is_not_here_says_what_is() throws Exception {
    for (String script : List.of("sql-client.sh", "historyserver.sh", "start-local.sh")) {
      Result answer = home.run(script);

      assertThat(answer.exitCode(), is(1));
      assertThat(answer.output(), startsWith(script + ": "));
      assertThat(answer.output(), containsString("start-cluster.sh"));
    }
  }

  @Test
  void scripts_run_through_links_and_by_sh() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("stop"), home.script("stop-cluster.sh"));

    assertThat(
        HomeCopy.run(List.of("sh", link.toString())),
        is(refusal("Nothing is running that was started from this home.")));
  }

  @Test
  void a_folder_that_java_cannot_load_from_is_named() throws Exception {
    Path wow = folder.resolve("wow!");
    try (HomeCopy there = new HomeCopy(wow)) {
      assertThat(
          there.run("start-cluster.sh"),
          is(
              refusal(
                  "Java cannot load classes from a folder whose name ends with '!', %s: rename it or move the kit."
                      .formatted(wow))));
    }
  }

  @Test
  void a_second_start_is_refused_and_another_home_leaves_it_alone() throws Exception {
    home.run("jobmanager.sh", "start");
    try (HomeCopy other = new HomeCopy(folder.resolve("another home"))) {

      assertThat(
          home.run("start-cluster.sh"),
          is(
              refusal(
                  "The JobManager of this home is running already; ./bin/stop-cluster.sh stops it.")));
      assertThat(
          other.run("stop-cluster.sh"),
          is(refusal("Nothing is running that was started from this home.")));
      assertThat(home.processes("jobmanager"), hasSize(1));
    }
  }

  @Test
  void a_start_that_is_interrupted_leaves_nothing() throws Exception {
    Process script = home.start(Map.of(), "start-cluster.sh");
    while (home.processes("").isEmpty()) {
      Thread.onSpinWait();
    }

    script.destroy();

    assertThat(script.waitFor(), is(130));
    assertThat(home.processes(""), is(empty()));
  }

  @Test
  void a_port_that_is_taken_is_named() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      home.configure("jobmanager.rpc.port", other.getLocalPort());

      Result refused = home.run("start-cluster.sh");

      assertThat(
          refused.output(),
          startsWith("Port %d is taken by another program".formatted(other.getLocalPort())));
      assertThat(refused.exitCode(), is(1));
      assertThat(home.processes(""), is(empty()));
    }
  }

  @Test
  void a_configuration_that_cannot_be_used_names_the_file_that_says_why() throws Exception {
    home.configure("jobmanager.memory.flink.size", "1m");

    Result refused = home.run("start-cluster.sh");

    assertThat(
        refused.output(),
        matchesPattern(
            "The JobManager cannot be started with conf/config.yaml .+\\.out says why.\n"));
    assertThat(refused.exitCode(), is(1));
  }

  @Test
  void a_worker_without_a_cluster_is_refused() throws Exception {
    assertThat(
        home.run("taskmanager.sh", "start"),
        is(
            refusal(
                "There is no JobManager for a worker to register with: run"
                    + " ./bin/start-cluster.sh, or ./bin/jobmanager.sh start.")));
  }

  @Test
  void nothing_to_stop_is_said() throws Exception {
    assertThat(
        home.run("stop-cluster.sh"),
        is(refusal("Nothing is running that was started from this home.")));
  }

  @Test
  void a_java_that_is_not_there_is_named() throws Exception {
    assertThat(
        home.run(Map.of("JAVA_HOME", "/nowhere"), "start-cluster.sh"),
        is(
            refusal(
                "JAVA_HOME is /nowhere, but there is no bin/java: let it point to a JDK 17 or"
                    + " newer.")));
  }

  @Test
  void a_java_that_is_too_old_is_named() throws Exception {
    Path java = Files.createDirectories(folder.resolve("old/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
    assertThat(java.toFile().setExecutable(true), is(true));

    Result refused =
        home.run(Map.of("JAVA_HOME", folder.resolve("old").toString()), "start-cluster.sh");

    assertThat(
        refused, is(refusal(java + " is Java 11: let JAVA_HOME point to a JDK 17 or newer.")));
  }

  @Test
  void a_job_that_is_refused_says_why_in_one_sentence() throws Exception {
    Result refused =
        home.run(
            "flink",
            "run",
            "-c",
            "streamkata.solutions.ridecleansing.RideCleansingJob",
            "../solutions/target/solutions-1.0.jar",
            "--events",
            "many");

    assertThat(
        refused.output(),
        startsWith(
            "The argument --events is many; allowed is a whole number of 0 or more.\nMore is in "));
    assertThat(refused.output(), not(containsString("\tat ")));
    assertThat(refused.exitCode(), is(1));
  }

  @Test
  void the_cause_of_what_failed_is_said_with_a_way_out() throws Exception {
    home.run("jobmanager.sh", "start");

    Result stopped = home.run("flink", "stop", "0".repeat(32));

    assertThat(stopped.output(), containsString("Could not stop with a savepoint job"));
    assertThat(stopped.output(), containsString("savepoint-dir] is not set"));
    assertThat(stopped.output(), containsString("Name a folder: flink stop -p FOLDER JOB"));
  }

  /** The name of the file that takes what jobs print on a worker. */
  private String out(int worker) throws IOException {
    return home.logs(
            "flink-%s-taskmanager-%d-".formatted(System.getProperty("user.name"), worker), ".out")
        .get(0);
  }

  private static String page(String address) throws IOException {
    try (InputStream page = URI.create(address).toURL().openStream()) {
      return new String(page.readAllBytes(), UTF_8);
    }
  }

  private static Result refusal(String sentence) {
    return new Result(1, sentence + "\n");
  }
}
