package streamkata.grader.labs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.kit.Progress;

/**
 * What ADDING-A-LAB.md says makes a lab: its files, taken from the page and put into a copy of the
 * kit.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher needs bash")
class AddingALabIT {

  private static final Path PAGE = Path.of("src/main/java/streamkata/grader/labs/ADDING-A-LAB.md");
  private static final Pattern BLOCK =
      Pattern.compile(
          "^### ([^\n]+)\n\n(`{3,})\\w+\n(.*?\n)\\2$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern PATH = Pattern.compile("`([^`]+)`");
  private static final String COURSE = "Course.java";
  private static final String LAB = "rides-per-driver";
  private static final String EXERCISE =
      "exercises/src/main/java/streamkata/exercises/ridesperdriver/RidesPerDriverJob.java";
  private static final String SOLUTION =
      "solutions/src/main/java/streamkata/solutions/ridesperdriver/RidesPerDriverJob.java";

  /** What {@code kata test} ends with where nothing is begun. */
  private static final int NOT_BEGUN = 3;

  @TempDir private static Path home;
  private static String skeleton;

  private record Result(int exitCode, String output) {}

  @BeforeAll
  static void a_copy_of_the_kit_with_the_lab() throws Exception {
    Path kit = Path.of("..").toAbsolutePath().normalize();
    Result files = run(kit, "git", "ls-files", "--cached", "--others", "--exclude-standard");
    for (String file : files.output().lines().filter(f -> Files.exists(kit.resolve(f))).toList()) {
      Path copy = home.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(kit.resolve(file), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
    for (MatchResult block : BLOCK.matcher(Files.readString(PAGE)).results().toList()) {
      for (MatchResult path : PATH.matcher(block.group(1)).results().toList()) {
        write(home.resolve(path.group(1)), block.group(3));
      }
    }
    skeleton = Files.readString(home.resolve(EXERCISE));
  }

  @BeforeEach
  void nothing_is_done_yet() throws IOException {
    Files.deleteIfExists(home.resolve(Progress.FILE_NAME));
    Files.writeString(home.resolve(EXERCISE), skeleton);
  }

  @Test
  void the_lab_is_there_and_the_core_is_as_it_was() throws Exception {
    assertThat(
        kata().output(),
        allOf(containsString(" / 100 points"), containsString("Second course  [..")));
    assertThat(kata("list").output(), containsString(LAB + "              0 / 5    not started"));
    assertThat(kata("hint", LAB).output(), containsString(LAB + ", hint 1 of 3: Which concept"));
  }

  @Test
  void the_skeleton_is_not_started() throws Exception {
    Result test = kata("test", LAB);

    assertThat(test.output(), test.exitCode(), is(NOT_BEGUN));
    assertThat(test.output(), allOf(containsString("0 / 5 "), containsString("not started")));
    assertThat(kata("solution", LAB).output(), containsString("still yours to solve"));
  }

  @Test
  void every_command_works_with_a_program_that_is_right() throws Exception {
    Files.writeString(
        home.resolve(EXERCISE),
        Files.readString(home.resolve(SOLUTION))
            .replace("streamkata.solutions", "streamkata.exercises"));

    assertThat(successful("test", LAB), containsString("5 / 5 "));
    assertThat(successful("watch", LAB), containsString(LAB));
    assertThat(
        successful("run", LAB, "--events", "5000", "--speed", "max"), containsString("RideCount["));
    successful("report");
    assertThat(
        Files.readString(home.resolve("grader/target/report.html")),
        allOf(containsString("All checks of " + LAB), containsString("driverId")));
    assertThat(successful("recover", LAB), not(containsString(" NO ")));
    assertThat(successful("solution", LAB), containsString("Discussion: " + LAB));
    successful("reset", LAB, "--yes");
    assertThat(Files.readString(home.resolve(EXERCISE)), is(skeleton));
  }

  @Test
  void the_solution_has_full_points_and_the_tests_of_the_kit_pass() throws Exception {
    Result tests =
        run(
            home,
            "mvn",
            "-q",
            "-B",
            "integration-test",
            "-Psolutions",
            "-DskipITs",
            "-Dkata.lab=" + LAB,
            "-Dtest=CourseTest,KitTest,SkeletonTest,HintTest,ProgressTest,KataTest,GradeJsonTest",
            "-Dsurefire.failIfNoSpecifiedTests=false");

    assertThat(tests.output(), tests.exitCode(), is(0));
    assertThat(tests.output(), containsString("5 / 5 "));
    assertThat(
        Files.exists(
            home.resolve("grader/target/surefire-reports/streamkata.grader.labs.CourseTest.txt")),
        is(true));
  }

  /** The block of the course is no whole file: imports, and the line. */
  private static void write(Path file, String block) throws IOException {
    if (!file.endsWith(COURSE)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, block);
      return;
    }
    String imports =
        block.lines().filter(line -> line.startsWith("import")).collect(Collectors.joining("\n"));
    String line = block.lines().filter(text -> text.startsWith("lab(")).findFirst().orElseThrow();
    String course = Files.readString(file);
    String changed =
        course
            .replaceFirst("\nimport ", "\n" + imports + "\nimport ")
            .replace("\"Second course\",", "\"Second course\", " + line + ",");
    assertThat("a line was added", changed, containsString(line));
    Files.writeString(file, changed);
  }

  private static String successful(String... words) throws Exception {
    Result result = kata(words);
    assertThat(result.output(), result.exitCode(), is(0));
    return result.output();
  }

  private static Result kata(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("kata").toString()));
    command.addAll(List.of(words));
    return run(home, command.toArray(String[]::new));
  }

  private static Result run(Path directory, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
