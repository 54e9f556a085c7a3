package streamkata.grader.kit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Decisions;
import streamkata.grader.grading.Verdict;
import streamkata.grader.labs.Course;

/** What a learner has done is kept in a small file, whatever becomes of that file. */
class ProgressTest {

  private static final Labs LABS = Course.CORE.labs();

  private static final Lab FIRST = LABS.all().get(0);
  private static final Lab SECOND = LABS.all().get(1);

  @TempDir private Path home;

  @Test
  void without_a_file_nothing_is_done_yet() {
    Progress progress = Progress.read(new Kit(home));

    assertThat(progress.state(FIRST), is(LabState.NOT_STARTED));
    assertThat(progress.points(FIRST), is(0));
    assertThat(progress.seenHints(FIRST), is(0));
    assertThat(progress.current(LABS), is(Optional.of(FIRST)));
  }

  @Test
  void a_complete_lab_is_passed_and_the_next_one_is_current() {
    grade(Map.of(), FIRST, FIRST.checks(), Verdict.PASSED);
    Progress progress = Progress.read(new Kit(home));

    assertThat(progress.state(FIRST), is(LabState.COMPLETE));
    assertThat(progress.points(FIRST), is(FIRST.points()));
    assertThat(progress.hasPassed(FIRST), is(true));
    assertThat(progress.current(LABS), is(Optional.of(SECOND)));
  }

  @Test
  void a_skeleton_is_not_started() {
    grade(Map.of(), FIRST, FIRST.checks(), Verdict.NOT_STARTED);

    assertThat(Progress.read(new Kit(home)).state(FIRST), is(LabState.NOT_STARTED));
  }

  @Test
  void a_lab_that_is_broken_again_is_in_progress_and_stays_passed() {
    grade(Map.of(), FIRST, FIRST.checks(), Verdict.PASSED);
    grade(Map.of(), FIRST, FIRST.checks(), Verdict.FAILED);
    Progress progress = Progress.read(new Kit(home));

    assertThat(progress.state(FIRST), is(LabState.IN_PROGRESS));
    assertThat(progress.points(FIRST), is(0));
    assertThat(progress.hasPassed(FIRST), is(true));
  }

  @Test
  void one_failed_check_alone_takes_its_own_points_only() {
    Check failed = FIRST.checks().get(0);
    grade(Map.of(), FIRST, FIRST.checks(), Verdict.PASSED);
    grade(Map.of(), FIRST, List.of(failed), Verdict.FAILED);
    Progress progress = Progress.read(new Kit(home));

    assertThat(progress.state(FIRST), is(LabState.IN_PROGRESS));
    assertThat(progress.points(FIRST), is(FIRST.points() - failed.points()));
  }

  @Test
  void one_passed_check_alone_brings_its_own_points() {
    Check passed = FIRST.checks().get(0);
    grade(Map.of(), FIRST, List.of(passed), Verdict.PASSED);
    Progress progress = Progress.read(new Kit(home));

    assertThat(progress.state(FIRST), is(LabState.IN_PROGRESS));
    assertThat(progress.points(FIRST), is(passed.points()));
  }

  @Test
  void grades_of_the_solutions_are_not_kept() {
    grade(Map.of("kata.implementation", "solutions"), FIRST, FIRST.checks(), Verdict.PASSED);

    assertThat(Files.exists(home.resolve(Progress.FILE_NAME)), is(false));
  }

  @Test
  void grades_of_a_submission_are_not_kept() {
    grade(Map.of("kata.submission", home.toString()), FIRST, FIRST.checks(), Verdict.PASSED);

    assertThat(Files.exists(home.resolve(Progress.FILE_NAME)), is(false));
  }

  @Test
  void the_highest_hint_that_was_read_is_kept() {
    Progress progress = Progress.read(new Kit(home));
    progress.sawHint(FIRST, 2);
    progress.sawHint(FIRST, 1);

    assertThat(progress.seenHints(FIRST), is(2));
    assertThat(Progress.read(new Kit(home)).seenHints(FIRST), is(2));
  }

  @Test
  void what_another_command_has_written_meanwhile_is_kept() {
    Progress read = Progress.read(new Kit(home));
    Progress.read(new Kit(home)).sawHint(SECOND, 1);
    read.sawHint(FIRST, 1);

    assertThat(Progress.read(new Kit(home)).seenHints(SECOND), is(1));
  }

  @Test
  void a_restart_takes_everything_back_but_that_it_was_passed() {
    grade(Map.of(), FIRST, FIRST.checks(), Verdict.PASSED);
    Progress.read(new Kit(home)).sawHint(FIRST, 3);
    Progress.read(new Kit(home)).restart(FIRST);
    Progress progress = Progress.read(new Kit(home));

    assertThat(progress.state(FIRST), is(LabState.NOT_STARTED));
    assertThat(progress.points(FIRST), is(0));
    assertThat(progress.seenHints(FIRST), is(0));
    assertThat(progress.hasPassed(FIRST), is(true));
  }

  @Test
  void lines_of_another_version_are_kept() throws IOException {
    write("expert.mode = on");
    Progress progress = Progress.read(new Kit(home));
    progress.sawHint(FIRST, 1);

    assertThat(progress.complaint(), is(Optional.empty()));
    assertThat(
        Files.readString(home.resolve(Progress.FILE_NAME)), containsString("expert.mode = on"));
  }

  @Test
  void damaged_lines_are_named_and_the_others_count() throws IOException {
    write("<<<<<<< HEAD", FIRST.id() + ".points = ten", SECOND.id() + ".hints = 2");
    Progress progress = Progress.read(new Kit(home));

    assertThat(
        progress.complaint().orElse(""),
        containsString("2 damaged lines left out, the first is: <<<<<<< HEAD"));
    assertThat(progress.points(FIRST), is(0));
    assertThat(progress.seenHints(SECOND), is(2));
  }

  @Test
  void bytes_that_are_no_text_are_a_damaged_line() throws IOException {
    Files.write(home.resolve(Progress.FILE_NAME), new byte[] {0, (byte) 0xff, (byte) 0xfe});

    assertThat(
        Progress.read(new Kit(home)).complaint().orElse(""), containsString("1 damaged line left"));
  }

  @Test
  void points_are_never_more_than_the_lab_is_worth() throws IOException {
    write(FIRST.id() + ".points = 5000");

    assertThat(Progress.read(new Kit(home)).points(FIRST), is(FIRST.points()));
  }

  @Test
  void a_deleted_file_starts_over() throws IOException {
    Progress.read(new Kit(home)).sawHint(FIRST, 2);
    Files.delete(home.resolve(Progress.FILE_NAME));

    assertThat(Progress.read(new Kit(home)).seenHints(FIRST), is(0));
  }

  @Test
  void nothing_else_is_left_in_the_folder() throws IOException {
    Progress.read(new Kit(home)).sawHint(FIRST, 1);

    try (Stream<Path> files = Files.list(home)) {
      assertThat(files.toList(), is(List.of(home.resolve(Progress.FILE_NAME))));
    }
  }

  private void grade(
      Map<String, String> properties, Lab lab, List<Check> criteria, Verdict verdict) {
    Decisions decisions = new Decisions();
    for (Check check : criteria) {
      decisions.put(CheckResult.of(check, verdict, Duration.ZERO));
    }
    Map<String, String> all = new HashMap<>(properties);
    all.put("kata.home", home.toString());
    all.put("kata.lab", lab.id());
    Selection selection = Selection.from(LABS, name -> Optional.ofNullable(all.get(name)));
    Progress.record(selection, decisions.grade(selection));
  }

  private void write(String... lines) throws IOException {
    Files.write(home.resolve(Progress.FILE_NAME), List.of(lines));
  }
}
