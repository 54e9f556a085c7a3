package streamkata.grader.kit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.labs.Course;

/** What a learner has done is kept in a small file, whatever becomes of that file. */
class ProgressTest {

  private static final Labs LABS = Course.CORE.labs();

  private static final Lab FIRST = LABS.all().get(0);
  private static final Lab SECOND = LABS.all().get(1);
  private static final int ALL = FIRST.points();

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
    record(LabState.COMPLETE, ALL, ALL);
    Progress progress = Progress.read(new Kit(home));

    assertThat(progress.state(FIRST), is(LabState.COMPLETE));
    assertThat(progress.points(FIRST), is(FIRST.points()));
    assertThat(progress.hasPassed(FIRST), is(true));
    assertThat(progress.current(LABS), is(Optional.of(SECOND)));
  }

  @Test
  void a_skeleton_is_not_started() {
    record(LabState.NOT_STARTED, 0, 0);

    assertThat(Progress.read(new Kit(home)).state(FIRST), is(LabState.NOT_STARTED));
  }

  @Test
  void a_lab_that_is_broken_again_is_in_progress_and_stays_passed() {
    record(LabState.COMPLETE, ALL, ALL);
    record(LabState.IN_PROGRESS, 0, 0);
    Progress progress = Progress.read(new Kit(home));

    assertThat(progress.state(FIRST), is(LabState.IN_PROGRESS));
    assertThat(progress.points(FIRST), is(0));
    assertThat(progress.hasPassed(FIRST), is(true));
  }

  @Test
  void a_lab_that_is_not_started_has_no_points() {
    record(LabState.IN_PROGRESS, 3, 3);
    record(LabState.NOT_STARTED, 0, ALL - 1);

    assertThat(Progress.read(new Kit(home)).points(FIRST), is(0));
  }

  @Test
  void a_grading_that_ended_early_takes_no_points_that_may_still_be_there() {
    record(LabState.IN_PROGRESS, 6, 6);
    record(LabState.IN_PROGRESS, 1, ALL - 2);
    Progress progress = Progress.read(new Kit(home));

    assertThat(progress.state(FIRST), is(LabState.IN_PROGRESS));
    assertThat(progress.points(FIRST), is(6));
  }

  @Test
  void a_failed_check_takes_its_own_points_only() {
    record(LabState.COMPLETE, ALL, ALL);
    record(LabState.IN_PROGRESS, 1, ALL - 2);
    Progress progress = Progress.read(new Kit(home));

    assertThat(progress.state(FIRST), is(LabState.IN_PROGRESS));
    assertThat(progress.points(FIRST), is(ALL - 2));
  }

  @Test
  void passed_checks_bring_their_own_points() {
    record(LabState.IN_PROGRESS, 2, ALL);
    Progress progress = Progress.read(new Kit(home));

    assertThat(progress.state(FIRST), is(LabState.IN_PROGRESS));
    assertThat(progress.points(FIRST), is(2));
  }

  @Test
  void a_complete_lab_of_which_nothing_wrong_is_found_stays_complete() {
    record(LabState.COMPLETE, ALL, ALL);
    record(LabState.IN_PROGRESS, 2, ALL);

    assertThat(Progress.read(new Kit(home)).state(FIRST), is(LabState.COMPLETE));
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
    record(LabState.COMPLETE, ALL, ALL);
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

  private void record(LabState state, int earned, int inReach) {
    Progress.read(new Kit(home)).record(FIRST, state, earned, inReach);
  }

  private void write(String... lines) throws IOException {
    Files.write(home.resolve(Progress.FILE_NAME), List.of(lines));
  }
}
