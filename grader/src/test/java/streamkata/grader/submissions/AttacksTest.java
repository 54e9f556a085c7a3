package streamkata.grader.submissions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.kit.Trust;
import streamkata.grader.labs.Course;
import streamkata.grader.process.ChildJvm;
import streamkata.grader.process.Grading;
import streamkata.grader.process.ProcessStages;
import streamkata.grader.process.ProgramOutput;
import streamkata.grader.submission.Submission;

/**
 * Programs that attack whatever they can reach. In the sandbox they earn what their answers are
 * worth, and harm nothing; the list of what a program may use refuses most of them before. What
 * each has earned is in {@code target/attacks.txt} afterwards.
 */
class AttacksTest {

  private static final Labs LABS = Course.CORE.labs();
  private static final String SECRET = "the secret of the teacher";
  private static final String MARKER = "kata.attack=" + ProcessHandle.current().pid();

  @TempDir private static Path folder;
  private static final Map<String, String> PLACES = new HashMap<>();
  private static final List<String> TABLE = new ArrayList<>();
  private static ProcessStages stages;
  private static ProgramOutput output;
  private static ServerSocket server;

  static List<Attack> attacks() {
    String only = System.getProperty("attack", "");
    return Attack.all().stream().filter(attack -> attack.name().contains(only)).toList();
  }

  @BeforeAll
  static void start() throws IOException {
    Path secret = Files.createDirectories(folder.resolve("teacher")).resolve("secret");
    Files.writeString(secret, SECRET);
    Path neighbour = Files.createDirectories(folder.resolve("hand-ins")).resolve("anna.java");
    Files.writeString(neighbour, "class Anna { }");
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    PLACES.put("secret", secret.toString());
    PLACES.put("neighbour", neighbour.toString());
    PLACES.put("kit", Path.of("..").toRealPath().toString());
    PLACES.put("home", System.getProperty("user.home"));
    PLACES.put("pid", Long.toString(ProcessHandle.current().pid()));
    PLACES.put("port", Integer.toString(server.getLocalPort()));
    PLACES.put("marker", MARKER);
    output = new ProgramOutput(folder.resolve("output.log"));
    try {
      stages =
          new ProcessStages(
              folder,
              ChildJvm.inheritedOptions(),
              Duration.ofSeconds(10),
              new Trust(true, false, Optional.empty()),
              false,
              folder.resolve("flink.log"),
              output);
    } catch (Refusal e) {
      Assumptions.abort(e.getMessage());
    }
  }

  @AfterAll
  static void end() throws IOException {
    if (stages != null) {
      stages.close();
      Files.write(Path.of("target/attacks.txt"), TABLE);
      assertThat("processes left behind", sleepers(), is(0L));
    }
    output.close();
    server.close();
  }

  @Test
  void there_are_fifty_of_them() {
    assertThat(Attack.all().size(), is(greaterThanOrEqualTo(50)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void in_the_sandbox_it_harms_nothing_and_earns_what_its_answers_are_worth(
      Attack attack, @TempDir Path handIn) throws Exception {
    LabGrade grade = grade(attack, handIn, "warn");
    String said = SubmissionsTest.messages(grade);
    TABLE.add("%-45s %2d of %2d".formatted(attack.name(), grade.points(), attack.most()));

    assertThat(said, not(containsString("HARMED")));
    assertThat(said, grade.points(), is(lessThanOrEqualTo(attack.most())));
    if (attack.exactly()) {
      assertThat(said, grade.points(), is(attack.most()));
    } else {
      stages.renew();
    }
    assertNothingIsHarmed();
    assertThat("what cannot be seen", said.matches("(?s).*[\\p{C}&&[^\\n\\t]].*"), is(false));
    assertThat(
        "a line that looks like ours",
        said.lines().anyMatch(AttacksTest::looksLikeOurs),
        is(false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void the_list_of_what_a_program_may_use_refuses_it(Attack attack, @TempDir Path handIn)
      throws Exception {
    Assumptions.assumeTrue(attack.isRefused(), "It uses nothing that others may not use.");
    LabGrade grade = grade(attack, handIn, "refuse");
    String said = SubmissionsTest.messages(grade);

    assertThat(grade.points(), is(0));
    assertThat(said, containsString("It uses what no stream program needs, and was not run."));
    assertThat(said, containsString("RideCleansingJob.java:"));
  }

  /** A line of a message that begins as one of the score does. */
  private static boolean looksLikeOurs(String line) {
    return line.strip().matches("(expected|ride-cleansing) +10 / 10.*");
  }

  private static LabGrade grade(Attack attack, Path handIn, String api) throws Exception {
    Files.writeString(handIn.resolve("RideCleansingJob.java"), attack.source(PLACES));
    Map<String, String> properties =
        Map.of(
            "kata.submission",
            handIn.toString(),
            "kata.lab",
            "ride-cleansing",
            "kata.api",
            api,
            "kata.limit",
            "3",
            "kata.tries",
            "0");
    Selection selection = Selection.from(LABS, name -> Optional.ofNullable(properties.get(name)));
    return Grading.grade(selection, Submission.of(selection), stages).labs().get(0);
  }

  private static void assertNothingIsHarmed() throws IOException {
    Path secret = Path.of(PLACES.get("secret"));
    assertThat(Files.readString(secret), is(SECRET));
    try (Stream<Path> files = Files.list(secret.getParent())) {
      assertThat(files.collect(Collectors.toList()), is(List.of(secret)));
    }
    server.setSoTimeout(1);
    try (Socket caller = server.accept()) {
      throw new AssertionError("somebody called: " + caller);
    } catch (SocketTimeoutException e) {
      // Nobody has.
    }
  }

  private static long sleepers() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(MARKER))
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .count();
  }
}
