package streamkata.grader.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import streamkata.grader.cli.KitCopy.Outcome;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Progress;
import streamkata.grader.labs.Course;

/** The commands: what they print, and their exit codes. */
class KataTest {

  private static final Labs LABS = Course.ALL.labs();

  private static final Lab FIRST = LABS.all().get(0);
  private static final Lab SECOND = LABS.all().get(1);
  private static final String PASSED =
      """
      %1$s.passed = yes
      %1$s.points = %2$d
      %1$s.state = complete
      """;

  @TempDir private Path home;
  private KitCopy kit;

  static List<CommandLine> commands() {
    List<CommandLine> commands = new ArrayList<>(List.of(Kata.commandLine(new Kit(Path.of("..")))));
    commands.addAll(Kata.commandLine(new Kit(Path.of(".."))).getSubcommands().values());
    return commands;
  }

  @BeforeEach
  void copyOfTheKit() throws IOException {
    kit = new KitCopy(home);
    progress("");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_fits_on_a_screen(CommandLine command) {
    List<String> lines = command.getUsageMessage().lines().toList();

    assertThat(lines.size(), is(lessThanOrEqualTo(24)));
    assertThat(lines.stream().map(String::length).toList(), everyItem(lessThanOrEqualTo(80)));
  }

  @Test
  void a_beginner_is_led_to_the_first_step() throws IOException {
    Files.delete(home.resolve(Progress.FILE_NAME));

    assertThat(
        kit.kata().out(),
        allOf(
            containsString(">   1 step"),
            containsString("Next: step first-green"),
            containsString("step01/FirstGreen.java:26"),
            containsString("./kata watch --labs-only skips the steps")));
    assertThat(
        kit.kata("list", "--steps").out().lines().limit(2).toList(),
        is(
            List.of(
                " > first-green                not started",
                "   longest-ride               not started")));
  }

  @Test
  void a_lab_that_is_begun_leaves_its_steps_behind() throws IOException {
    Files.writeString(
        home.resolve(Progress.FILE_NAME),
        PASSED.formatted(FIRST.id(), FIRST.points()) + SECOND.id() + ".state = in progress\n");

    assertThat(kit.kata().out(), containsString("Next: " + SECOND.id()));
  }

  @Test
  void a_step_has_one_hint_and_a_solution_without_discussion() throws IOException {
    assertThat(kit.kata("hint", "first-green").out(), startsWith("first-green, hint 1 of 1"));
    assertThat(
        kit.kata("solution", "first-green", "--spoil").out(),
        allOf(containsString("class FirstGreen"), not(containsString("DISCUSSION"))));
    refused(kit.kata("run", "first-green"), "The step first-green has no job to run");
  }

  @Test
  void alone_it_says_where_a_learner_is_and_what_is_next() {
    Outcome outcome = kit.kata();

    assertThat(outcome.exitCode(), is(0));
    assertThat(
        outcome.out(),
        allOf(
            containsString("0 / 100 points"),
            containsString("> " + FIRST.id()),
            containsString("Next: " + FIRST.id()),
            containsString(FIRST.packageName() + "/README.md"),
            containsString(FIRST.className() + ".java:33"),
            containsString("type   ./kata watch")));
  }

  @Test
  void alone_it_goes_on_where_the_progress_ends() throws IOException {
    pass(FIRST);

    assertThat(
        kit.kata().out(),
        allOf(
            containsString("[####....................................]  10 / 100 points"),
            containsString("> " + SECOND.id()),
            containsString("Next: " + SECOND.id())));
  }

  @Test
  void when_all_is_done_it_names_the_solutions() throws IOException {
    pass(LABS.all().toArray(Lab[]::new));

    assertThat(
        kit.kata().out(),
        allOf(containsString("100 / 100 points"), containsString("./kata solution LAB")));
  }

  @Test
  void the_list_has_points_and_state_of_every_lab() throws IOException {
    pass(FIRST);

    assertThat(
        kit.kata("list").out().lines().map(String::strip).limit(5).toList(),
        is(
            List.of(
                "Streamkata                     10 / 100  points",
                "1 step                               1 of 1 done",
                "ride-cleansing               10 / 10   complete",
                "8 steps                              8 of 8 done",
                "> rides-and-fares               0 / 15   not started")));
  }

  @Test
  void damaged_progress_is_a_sentence_and_the_rest_counts() throws IOException {
    pass(FIRST);
    progress(Files.readString(home.resolve(Progress.FILE_NAME)) + "@@@\n");
    Outcome outcome = kit.kata("list");

    assertThat(outcome.exitCode(), is(0));
    assertThat(outcome.err(), containsString("1 damaged line left out, the first is: @@@"));
    assertThat(outcome.out(), containsString("complete"));
  }

  @Test
  void states_are_coloured_on_a_terminal_only() throws IOException {
    pass(FIRST);
    String plain = kit.kata("list").out();
    kit.onATerminal();

    assertThat(plain, not(containsString("\u001b")));
    assertThat(kit.kata("list").out(), containsString("\u001b[32mcomplete"));
  }

  @Test
  void each_hint_is_shown_once_and_then_what_comes_next() {
    assertThat(kit.kata("hint").out(), startsWith(FIRST.id() + ", hint 1 of 3: Which concept"));
    assertThat(kit.kata("hint").out(), startsWith(FIRST.id() + ", hint 2 of 3: Which Flink API"));
    assertThat(
        kit.kata("hint").out(),
        allOf(
            startsWith(FIRST.id() + ", hint 3 of 3: The shape of the code"),
            containsString("That was the last hint."),
            containsString("Next: ./kata test;")));
    assertThat(
        kit.kata("hint").out(),
        allOf(
            startsWith("You have read all 3 hints of " + FIRST.id()),
            containsString("Next: ./kata test;")));
  }

  @Test
  void hints_of_a_lab_that_is_named_are_its_own() {
    assertThat(
        kit.kata("hint", SECOND.id()).out(),
        allOf(
            startsWith(SECOND.id() + ", hint 1 of 3"),
            containsString("One more: ./kata hint " + SECOND.id())));
  }

  @Test
  void a_hint_can_be_read_again() {
    kit.kata("hint");

    assertThat(kit.kata("hint", "--level", "1").out(), containsString("hint 1 of 3"));
  }

  @Test
  void a_hint_that_there_is_not_is_refused() {
    refused(
        kit.kata("hint", "--level", "4"),
        "There is no hint 4 of ride-cleansing: its hints are 1 to 3.");
  }

  @Test
  void a_solution_is_closed_until_its_lab_is_passed() {
    Outcome outcome = kit.kata("solution", FIRST.id());

    refused(outcome, "ride-cleansing is still yours to solve");
    assertThat(outcome.out(), is(""));
  }

  @Test
  void a_solution_is_open_once_its_lab_is_passed() throws IOException {
    pass(FIRST);

    assertThat(
        kit.kata("solution", FIRST.id()).out(),
        allOf(
            containsString("package streamkata.solutions.ridecleansing;"),
            containsString("Discussion: ride-cleansing")));
  }

  @Test
  void a_solution_can_be_spoiled() {
    assertThat(
        kit.kata("solution", SECOND.id(), "--spoil").out(),
        containsString("package streamkata.solutions.ridesandfares;"));
  }

  @Test
  void a_reset_restores_the_skeleton_and_says_where_the_work_is() throws IOException {
    String skeleton = Files.readString(kit.exercise(FIRST));
    kit.solve(FIRST);
    pass(FIRST);
    Outcome outcome = kit.kata("reset", FIRST.id(), "--yes");

    assertThat(outcome.out(), containsString(home.resolve(".kata/backup").toString()));
    assertThat(Files.readString(kit.exercise(FIRST)), is(skeleton));
    assertThat(kit.kata("list").out(), containsString("> ride-cleansing                0 / 10"));
  }

  @Test
  void a_reset_that_nobody_can_be_asked_about_is_refused() throws IOException {
    kit.solve(FIRST);
    String work = Files.readString(kit.exercise(FIRST));

    refused(kit.kata("reset", FIRST.id()), "Add --yes to do it without a question");
    assertThat(Files.readString(kit.exercise(FIRST)), is(work));
  }

  @ParameterizedTest
  @ValueSource(strings = {"test", "hint", "run", "reset", "solution"})
  void a_lab_that_there_is_not_is_refused_with_a_guess_and_the_list(String command) {
    refused(
        kit.kata(command, "ride-cleaning"),
        "There is no lab 'ride-cleaning'. The labs are: ride-cleansing, rides-and-fares,");
    assertThat(
        kit.kata(command, "ride-cleaning").err(), containsString("Did you mean ride-cleansing?"));
  }

  @Test
  void a_lab_whose_first_word_is_mistyped_is_guessed() {
    assertThat(
        kit.kata("test", "trvel").err(), containsString("Did you mean travel-time-prediction?"));
  }

  @Test
  void what_was_before_is_in_the_list() {
    assertThat(kit.kata("prev").err(), containsString("Did you mean ./kata list --steps?"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "solution"})
  void these_commands_have_to_be_told_the_lab(String command) {
    Outcome outcome = kit.kata(command);

    assertThat(outcome.exitCode(), is(2));
    assertThat(
        outcome.err(),
        allOf(
            containsString("Missing required parameter: 'LAB'"),
            containsString("See ./kata " + command + " --help")));
  }

  @ParameterizedTest
  @CsvSource({
    "hints, hint",
    "tset, test",
    "hnit, hint",
    "ls, list",
    "grade, test",
    "submit, test",
    "sumbit, test",
    "steps, list --steps",
    "wtach, watch"
  })
  void a_command_that_there_is_not_is_refused_with_a_guess(String typed, String meant) {
    refused(
        kit.kata(typed),
        "There is no command '%s'. Did you mean ./kata %s? All of them: ./kata --help"
            .formatted(typed, meant));
  }

  @Test
  void what_is_next_is_what_kata_says_alone() {
    refused(kit.kata("next"), "There is no command 'next': ./kata alone says what is next.");
  }

  @Test
  void no_mistake_suggests_to_take_work_away() {
    assertThat(kit.kata("rset").err(), not(containsString("kata reset")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "rides-a", "RIDES-AND", "rides-and-fares"})
  void a_lab_is_named_by_its_number_or_a_beginning(String typed) {
    assertThat(kit.kata("hint", typed).out(), startsWith(SECOND.id() + ", hint 1 of 3"));
  }

  @Test
  void a_beginning_that_several_labs_have_is_refused_with_all_of_them() {
    String those =
        Course.PATH.labs().graded().stream()
            .map(Lab::id)
            .filter(id -> id.startsWith("ride"))
            .collect(Collectors.joining(" or "));

    refused(kit.kata("hint", "ride"), "'ride' can be %s.".formatted(those));
  }

  @Test
  void a_shell_completes_commands_and_labs() {
    assertThat(
        kit.kata("completion").out(),
        allOf(containsString("complete -F"), containsString(SECOND.id())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"watch", "test", "report", "sweep"})
  void a_place_that_cannot_be_written_is_named(String command) throws IOException {
    Files.createDirectories(home.resolve("grader"));
    Files.createFile(home.resolve("grader/target"));

    Outcome outcome = kit.kata(command);

    assertThat(outcome.exitCode(), is(2));
    assertThat(outcome.err(), containsString(home.resolve("grader/target").toString()));
    assertThat(outcome.err().lines().count(), is(1L));
  }

  @Test
  void what_is_wrong_with_a_file_is_said() {
    assertThat(
        Kata.sentence(new AccessDeniedException("a/b")),
        is("There is no permission to read or write a/b."));
  }

  @Test
  void an_option_is_named_as_it_was_typed() {
    refused(
        kit.kata("test", "--seed", "x"), "--seed is 'x'; it must be a whole number, or random.");
  }

  @Test
  void all_labs_and_some_labs_exclude_each_other() {
    refused(kit.kata("test", "--all", FIRST.id()), "but not both");
  }

  private static void refused(Outcome outcome, String sentence) {
    assertThat(outcome.exitCode(), is(2));
    assertThat(outcome.err(), containsString(sentence));
    assertThat(outcome.err().lines().count(), is(1L));
  }

  private void pass(Lab... labs) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Lab lab : labs) {
      lines.append(PASSED.formatted(lab.id(), lab.points()));
    }
    progress(lines.toString());
  }

  /** All steps are done, and what else is said. */
  private void progress(String text) throws IOException {
    String steps =
        Course.STEPS.labs().all().stream()
            .map(step -> step.id() + ".state = complete\n")
            .collect(Collectors.joining());
    Files.writeString(home.resolve(Progress.FILE_NAME), steps + text);
  }
}
