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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.grading.Rules;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Rung;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.process.WarmStages;
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

  private static List<Box> marked(Lanes lanes, String row, Box.Mark mark) {
    return lanes.rows().stream()
        .filter(one -> one.name().equals(row))
        .flatMap(one -> one.cells().stream().flatMap(List::stream))
        .filter(box -> box.mark() == mark)
        .toList();
  }

  private static Optional<Lanes> lanes(Path folder, Rung rung) throws Exception {
    Check check =
        STEP.checks().stream().filter(one -> one.rung() == rung).findFirst().orElseThrow();
    LabCode wrong = wrong(folder);
    return new FailurePicture(
            WarmStages.STAGES,
            Rules.of(selection(Map.of())),
            lab -> wrong,
            lab -> Submission.of(selection(Map.of("kata.implementation", "solutions"))).codeOf(lab))
        .of(STEP, check);
  }

  private static LabCode wrong(Path folder) throws IOException {
    Files.copy(
        Path.of("src/test/submissions/survive/wrong/CountsInAField.java"),
        folder.resolve(STEP.className() + ".java"));
    return Submission.of(folder).codeOf(STEP);
  }

  private static Selection selection(Map<String, String> properties) {
    return Selection.from(LABS, name -> Optional.ofNullable(properties.get(name)));
  }
}
