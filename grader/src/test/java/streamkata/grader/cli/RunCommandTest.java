package streamkata.grader.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;
import streamkata.common.job.JobRefused;
import streamkata.common.job.LabJob;
import streamkata.grader.cli.KitCopy.Outcome;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.labs.Course;

/** {@code kata run} runs what is written now, and says in few words why it does not. */
class RunCommandTest {

  private static final Labs LABS = Course.CORE.labs();

  private static final Lab LAB = LABS.all().get(0);
  private static final Set<String> OF_THE_COMMAND =
      Set.of("--help", "--version", "--solutions", "--all");

  @TempDir private Path home;
  private final Map<String, String> environment = new HashMap<>();
  private KitCopy kit;

  @BeforeEach
  void copyOfTheKit() throws IOException {
    kit = new KitCopy(home);
  }

  @Test
  void it_prints_what_the_program_makes_of_the_stream() throws Exception {
    kit.solve(LAB);
    Outcome outcome = run(LAB.id(), "--events", "20", "--speed", "max");

    assertThat(outcome.exitCode(), is(0));
    assertThat(outcome.err(), is(""));
    assertThat(outcome.out(), not(emptyString()));
    assertThat(outcome.out().lines().toList(), everyItem(containsString(" of ride ")));
  }

  @Test
  void without_a_name_it_runs_the_first_lab_though_there_are_steps_before_it() throws Exception {
    kit.solve(LAB);

    assertThat(run("--events", "1", "--speed", "max").exitCode(), is(0));
  }

  @Test
  void a_skeleton_names_the_part_that_is_still_to_be_written() throws Exception {
    Outcome outcome = run(LAB.id());

    assertThat(outcome.exitCode(), is(2));
    assertThat(
        outcome.err().lines().toList(),
        is(
            List.of(
                "This part is still to be written:",
                home.relativize(kit.exercise(LAB)) + ":33",
                "  // TODO: the events of which both the start and the end location are in NYC.")));
  }

  @Test
  void what_does_not_compile_is_said_as_javac_says_it() throws Exception {
    Files.writeString(
        kit.exercise(LAB),
        Files.readString(kit.exercise(LAB)).replace("DataStream<TaxiRide> rides)", "int rides"));
    Outcome outcome = run(LAB.id());

    assertThat(outcome.exitCode(), is(1));
    assertThat(
        outcome.err(), allOf(containsString(kit.exercise(LAB) + ":"), containsString("error:")));
  }

  @Test
  void other_labs_need_not_compile() throws Exception {
    kit.solve(LAB);
    Files.writeString(kit.exercise(LABS.all().get(1)), "half a cla");

    assertThat(run(LAB.id(), "--events", "1", "--speed", "max").exitCode(), is(0));
  }

  @Test
  void a_program_that_fails_is_said_without_the_frames_of_flink() throws Exception {
    kit.solve(LAB);
    Files.writeString(
        kit.exercise(LAB),
        Files.readString(kit.exercise(LAB))
            .replace(
                "return GeoUtils",
                "if (ride.rideId() > 0) throw new IllegalStateException(\"Oh\"); return GeoUtils"));
    Outcome outcome = run(LAB.id(), "--events", "5", "--speed", "max", "--checkpointing", "off");

    assertThat(outcome.exitCode(), is(1));
    assertThat(
        outcome.err(),
        allOf(
            startsWith("The job failed. IllegalStateException: Oh"),
            containsString(LAB.className() + ".java:"),
            not(containsString("org.apache.flink"))));
  }

  @Test
  void an_argument_that_is_not_allowed_is_a_sentence() throws Exception {
    kit.solve(LAB);
    Outcome outcome = run(LAB.id(), "--speed", "fast");

    assertThat(outcome.exitCode(), is(2));
    assertThat(
        outcome.err().strip(),
        is("The argument --speed is fast; allowed is a number of 0 or more, or max."));
  }

  @Test
  void it_takes_the_arguments_that_a_lab_takes() {
    Set<String> offered =
        Kata.commandLine(new Kit(Path.of("..")))
            .getSubcommands()
            .get("run")
            .getCommandSpec()
            .options()
            .stream()
            .map(OptionSpec::longestName)
            .filter(name -> !OF_THE_COMMAND.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    String[] unknown = {"--unknown", "1"};

    assertThat(
        assertThrows(JobRefused.class, () -> LabJob.of("test", unknown)).getMessage(),
        is("There is no argument --unknown; there are " + String.join(", ", offered) + "."));
  }

  @Test
  void no_temporary_file_of_flink_is_left(@TempDir Path temporary) throws Exception {
    kit.solve(LAB);
    environment.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    run(LAB.id(), "--events", "20", "--speed", "max", "--checkpointing", "off");

    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.map(file -> file.getFileName().toString()).toList(), is(List.of()));
    }
  }

  private Outcome run(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dkata.home=" + home,
                Kata.class.getName(),
                "run"));
    command.addAll(List.of(arguments));
    Path err = home.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), out, Files.readString(err));
  }
}
