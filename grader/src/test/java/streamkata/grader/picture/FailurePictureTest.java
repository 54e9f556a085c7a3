package streamkata.grader.picture;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Rules;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Rung;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.process.WarmStages;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.submission.LabCode;
import streamkata.grader.submission.Submission;

/** The script that a program fails, as lanes. */
class FailurePictureTest {

  private static final Labs LABS = Course.PATH.labs();
  private static final Lab STEP = LABS.byId("survive");

  @Test
  void the_expected_lane_is_above_the_actual_one(@TempDir Path folder) throws Exception {
    Lanes lanes = lanes(folder, Rung.TASK_FAILURE).orElseThrow();

    List<String> names = lanes.rows().stream().map(Lanes.Row::name).toList();
    assertThat(names, contains("rides", "expected", "yours"));
    assertThat(marked(lanes, "expected", Box.Mark.MISSING), is(empty()));
    assertThat(marked(lanes, "yours", Box.Mark.MISSING).isEmpty(), is(false));
    assertThat(marked(lanes, "yours", Box.Mark.WRONG).isEmpty(), is(false));
    assertThat(lanes.description(), containsString("A task fails. State goes back"));
  }

  @Test
  void a_terminal_that_is_wide_enough_shows_it_in_letters(@TempDir Path folder) throws Exception {
    Lanes lanes = lanes(folder, Rung.TASK_FAILURE).orElseThrow();
    List<String> lines = LanesText.of(lanes, 100);

    assertThat(lines.get(0), containsString("! fails"));
    assertThat(lines.get(0), containsString("| saved"));
    assertThat(lines.stream().mapToInt(String::length).max().orElse(0), is(lessThan(101)));
    assertThat(LanesText.of(lanes, 40), is(empty()));
  }

  @Test
  void in_letters_a_watermark_has_its_time_and_never_a_part_of_its_date() {
    Script script = Script.script();
    for (String time : List.of("2043-02-12T13:30:00Z", "2013-01-01T14:05:00Z")) {
      script.watermark(Instant.parse(time).toEpochMilli());
    }
    script.watermark(1, Instant.parse("2013-01-01T14:05:59.999Z").toEpochMilli());
    Lanes lanes = ScriptLanes.of("", Scenario.of(script), List.of(), Optional.empty());

    assertThat(
        LanesText.of(lanes, 80).get(0).strip().split(" {2,}"),
        is(new String[] {": 13:30", ": 14:05", ": 14:05"}));
  }

  private static List<Box> marked(Lanes lanes, String row, Box.Mark mark) {
    return lanes.rows().stream()
        .filter(one -> one.name().equals(row))
        .flatMap(one -> one.cells().stream().flatMap(List::stream))
        .filter(box -> box.mark() == mark)
        .toList();
  }

  @Test
  void a_check_whose_script_has_no_events_gives_way_to_the_next(@TempDir Path folder)
      throws Exception {
    Lab lab = LABS.byId("rides-and-fares");
    LabCode wrong = code(folder, lab, "HashMapFields.java");

    Optional<Lanes> lanes = lanes(lab, wrong, Rung.STATE_HYGIENE, Rung.WORKER_LOSS);

    assertThat(lanes.orElseThrow().title(), containsString("worker loss"));
    assertThat(lanes(lab, wrong, Rung.STATE_HYGIENE), is(Optional.empty()));
  }

  private static Optional<Lanes> lanes(Path folder, Rung rung) throws Exception {
    return lanes(STEP, code(folder, STEP, "CountsInAField.java"), rung);
  }

  /** Of a program that fails the checks of some rungs. */
  private static Optional<Lanes> lanes(Lab lab, LabCode wrong, Rung... rungs) throws Exception {
    List<CheckResult> results =
        lab.checks().stream()
            .map(
                check ->
                    CheckResult.of(
                        check,
                        List.of(rungs).contains(check.rung()) ? Verdict.FAILED : Verdict.PASSED,
                        Duration.ZERO))
            .toList();
    return new FailurePicture(
            WarmStages.STAGES,
            Rules.of(selection(Map.of())),
            any -> wrong,
            any -> Submission.of(selection(Map.of("kata.implementation", "solutions"))).codeOf(any))
        .of(new LabGrade(lab, true, Optional.empty(), results));
  }

  private static LabCode code(Path folder, Lab lab, String file) throws IOException {
    Files.copy(
        Path.of("src/test/submissions", lab.id(), "wrong", file),
        folder.resolve(lab.className() + ".java"));
    return Submission.of(folder).codeOf(lab);
  }

  private static Selection selection(Map<String, String> properties) {
    return Selection.from(LABS, name -> Optional.ofNullable(properties.get(name)));
  }
}
