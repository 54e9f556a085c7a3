package streamkata.grader.submissions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Stages;
import streamkata.grader.grading.ThreadStages;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.SeamLabs;
import streamkata.grader.process.Grading;
import streamkata.grader.process.WarmStages;
import streamkata.grader.submission.Submission;

/** Labs of kinds that no course has yet are graded like the others, in processes and in an IDE. */
class SeamsTest {

  private static final Labs LABS = SeamLabs.LABS;
  private static final Stages IDE = new ThreadStages();

  static List<Fixture> fixtures() {
    return Fixture.of(LABS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void it_is_graded_on_processes(Fixture fixture, @TempDir Path folder) throws Exception {
    deserves(LABS, fixture, folder, WarmStages.WITH_TESTS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void it_is_graded_in_an_ide(Fixture fixture, @TempDir Path folder) throws Exception {
    deserves(LABS, fixture, folder, IDE);
  }

  /** Grades a submission and compares what it loses with what it must. */
  static void deserves(Labs labs, Fixture fixture, Path folder, Stages stages) throws Exception {
    Map<String, String> properties =
        Map.of(
            "kata.lab", fixture.lab().id(), "kata.submission", fixture.copyTo(folder).toString());
    Selection selection = Selection.from(labs, name -> Optional.ofNullable(properties.get(name)));
    LabGrade grade = Grading.grade(selection, Submission.of(selection), stages).labs().get(0);
    String messages = SubmissionsTest.messages(grade);

    assertThat(messages, SubmissionsTest.lost(grade), is(equalTo(new TreeSet<>(fixture.loses()))));
    assertThat(messages, containsString(fixture.says()));
  }
}
