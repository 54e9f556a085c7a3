package streamkata.grader.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.kit.Kit;

/** The script {@code kata}, with a Java and a Maven that only write down how they were called. */
class LauncherTest {

  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "cksum",
          "dirname",
          "find",
          "grep",
          "ln",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sleep",
          "sort",
          "touch",
          "tr",
          "xargs");
  private static final List<String> PLACES = List.of("/usr/bin", "/bin");

  private static final String JAVA =
      """
      #!/usr/bin/env bash
      if [ "$1" = --list-modules ]; then
        echo "java.base@%1$s"
        echo "%2$s@%1$s"
      else
        printf '%%s\\n' "$@"
      fi
      """;

  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      echo built >> "%s"
      mkdir -p common/target/classes/streamkata/common/job grader/target/classes/streamkata/grader/cli grader/target/lib
      touch common/target/classes/streamkata/common/job/LabJob.class grader/target/classes/streamkata/grader/cli/Kata.class
      touch grader/target/lib/picocli.jar
      exit %d
      """;

  @TempDir private Path folder;
  private Path home;
  private Path bin;
  private Path builds;

  private record Outcome(int exitCode, String out, String err) {}

  @BeforeEach
  void aKitInAFolderWithASpaceInItsName() throws IOException {
    bin = Files.createDirectories(folder.resolve("bin"));
    for (String tool : TOOLS) {
      Path installed =
          PLACES.stream()
              .map(place -> Path.of(place, tool))
              .filter(Files::isExecutable)
              .findFirst()
              .orElse(null);
      assumeTrue(installed != null, "There is no " + tool + " to run the script with.");
      executable(tool, "#!/bin/sh\nexec %s \"$@\"\n".formatted(installed));
    }
    home = folder.resolve("my kit");
    builds = folder.resolve("builds");
    for (String module : List.of("common", "exercises", "solutions", "grader")) {
      Files.createDirectories(home.resolve(module).resolve("src/main/launcher"));
      Files.createFile(home.resolve(module).resolve("pom.xml"));
    }
    Files.copy(new Kit(Path.of("..")).buildInputs(), new Kit(home).buildInputs());
    Files.createFile(home.resolve("pom.xml"));
    Files.copy(Path.of("../kata"), home.resolve("kata"), StandardCopyOption.COPY_ATTRIBUTES);
    java("17.0.15", "jdk.compiler");
    maven(0);
  }

  @Test
  void the_arguments_reach_the_command_as_they_were_typed() throws Exception {
    Outcome outcome = kata(folder, "run", "--rides", "my rides.csv");

    assertThat(outcome.exitCode(), is(0));
    assertThat(
        outcome.out().lines().toList(),
        hasItems(
            "-Dkata.home=" + home.toRealPath(),
            "-Dkata.command=" + home.resolve("kata"),
            "my rides.csv"));
  }

  @Test
  void a_kit_that_is_built_is_not_built_again() throws Exception {
    kata(folder, "list");
    Outcome second = kata(home, "list");

    assertThat(numberOfBuilds(), is(1));
    assertThat(second.err(), is(""));
  }

  @Test
  void a_kit_whose_sources_are_others_is_built_again_whatever_their_times_say() throws Exception {
    Path source = Files.writeString(home.resolve("grader/src/main/Kit.java"), "newer");
    kata(folder, "list");
    Files.writeString(source, "older");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(3600)));
    kata(folder, "list");

    assertThat(numberOfBuilds(), is(2));
  }

  @Test
  void a_kit_that_an_ide_has_cleaned_is_built_again() throws Exception {
    kata(folder, "list");
    Files.delete(home.resolve("grader/target/classes/streamkata/grader/cli/Kata.class"));
    kata(folder, "list");

    assertThat(numberOfBuilds(), is(2));
  }

  @Test
  void two_that_begin_at_the_same_time_build_once() throws Exception {
    Process first =
        process(Map.of(), folder, folder.resolve("first"), home.resolve("kata"), List.of("list"));
    Process second =
        process(Map.of(), folder, folder.resolve("second"), home.resolve("kata"), List.of("list"));

    assertThat(first.waitFor(), is(0));
    assertThat(second.waitFor(), is(0));
    assertThat(numberOfBuilds(), is(1));
  }

  @Test
  void a_link_to_it_finds_its_kit() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("k"), home.resolve("kata"));
    Outcome outcome = outcome(link, List.of("list"));

    assertThat(outcome.out(), containsString("-Dkata.home=" + home.toRealPath()));
  }

  @Test
  void a_copy_of_it_outside_a_kit_says_so_and_makes_nothing() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Path copy = Files.copy(home.resolve("kata"), elsewhere.resolve("kata"));

    refused(
        outcome(Path.of("/bin/sh"), List.of(copy.toString(), "list")),
        elsewhere.toRealPath() + "/kata is no kata of a kit:");
    try (Stream<Path> files = Files.list(elsewhere)) {
      assertThat(files.toList(), is(List.of(copy)));
    }
  }

  @Test
  void sh_starts_it_too() throws Exception {
    Outcome outcome = outcome(Path.of("/bin/sh"), List.of(home.resolve("kata").toString(), "list"));

    assertThat(outcome.out(), containsString("-Dkata.home=" + home.toRealPath()));
  }

  @Test
  void a_kit_is_built_again_for_another_java() throws Exception {
    kata(folder, "list");
    Path other = Files.createDirectories(folder.resolve("other/bin"));
    Files.copy(bin.resolve("java"), other.resolve("java"), StandardCopyOption.COPY_ATTRIBUTES);
    kata(Map.of("JAVA_HOME", folder.resolve("other").toString()), folder, "list");

    assertThat(numberOfBuilds(), is(2));
  }

  @Test
  void a_build_that_failed_is_said_and_tried_again() throws Exception {
    maven(1);
    Outcome failed = kata(folder, "list");
    maven(0);
    Outcome again = kata(folder, "list");

    assertThat(failed.exitCode(), is(2));
    assertThat(failed.err(), containsString("The kit could not be built; Maven says why, above."));
    assertThat(again.exitCode(), is(0));
  }

  @Test
  void what_an_interrupted_build_left_behind_is_not_used() throws Exception {
    Path half =
        Files.createDirectories(home.resolve("grader/target/classes")).resolve("Half.class");
    Files.createFile(half);
    Files.createFile(home.resolve("grader/target/kata.building"));
    kata(folder, "list");

    assertThat(Files.exists(half), is(false));
  }

  @Test
  void without_a_java_it_says_so() throws Exception {
    Files.delete(bin.resolve("java"));

    refused(kata(folder, "list"), "No Java was found: install a JDK, 17 or newer");
  }

  @Test
  void a_java_home_without_a_java_is_named() throws Exception {
    refused(
        kata(Map.of("JAVA_HOME", "/nowhere"), folder, "list"),
        "No Java was found in JAVA_HOME, /nowhere:");
  }

  @Test
  void a_java_that_is_too_old_is_named() throws Exception {
    java("11.0.20", "jdk.compiler");

    refused(kata(folder, "list"), bin.resolve("java") + ", is not a JDK, 17 or newer");
  }

  @Test
  void a_java_without_a_compiler_is_named() throws Exception {
    java("21.0.1", "jdk.zipfs");

    refused(kata(folder, "list"), bin.resolve("java") + ", is not a JDK, 17 or newer");
  }

  @Test
  void without_a_maven_it_says_so() throws Exception {
    Files.delete(bin.resolve("mvn"));

    refused(kata(folder, "list"), "No Maven was found: install Maven, 3.8 or newer");
  }

  @Test
  void a_folder_that_cannot_be_written_is_named() throws Exception {
    Files.createFile(home.resolve("grader/target"));

    refused(kata(folder, "list"), "nothing can be written to " + home.toRealPath());
  }

  private void refused(Outcome outcome, String sentence) {
    assertThat(outcome.exitCode(), is(2));
    assertThat(outcome.err(), containsString(sentence));
    assertThat(outcome.err().strip(), not(containsString("\n")));
    assertThat(Files.exists(builds), is(false));
  }

  private int numberOfBuilds() throws IOException {
    try (Stream<String> lines = Files.lines(builds)) {
      return (int) lines.count();
    }
  }

  private Outcome kata(Path from, String... arguments) throws Exception {
    return kata(Map.of(), from, arguments);
  }

  private Outcome kata(Map<String, String> environment, Path from, String... arguments)
      throws Exception {
    return outcome(environment, from, home.resolve("kata"), List.of(arguments));
  }

  private Outcome outcome(Path program, List<String> arguments) throws Exception {
    return outcome(Map.of(), folder, program, arguments);
  }

  private Outcome outcome(
      Map<String, String> environment, Path from, Path program, List<String> arguments)
      throws Exception {
    Path err = folder.resolve("err");
    Process process = process(environment, from, err, program, arguments);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), out, Files.readString(err));
  }

  private Process process(
      Map<String, String> environment, Path from, Path err, Path program, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().putAll(environment);
    return builder.redirectError(err.toFile()).start();
  }

  private void java(String version, String module) throws IOException {
    executable("java", JAVA.formatted(version, module));
  }

  private void maven(int exitCode) throws IOException {
    executable("mvn", MAVEN.formatted(builds, exitCode));
  }

  private void executable(String name, String script) throws IOException {
    Path file = Files.writeString(bin.resolve(name), script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
