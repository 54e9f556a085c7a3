package streamkata.grader.submissions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.report.CheckResult;
import streamkata.grader.report.LabGrade;
import streamkata.grader.report.Verdict;
import streamkata.grader.run.Grading;

/** The grader is graded: wrong submissions lose the rungs they must, right ones lose nothing. */
class SubmissionsTest {

  static List<Fixture> fixtures() {
    String only = System.getProperty("fixture", "");
    return Fixture.all().stream().filter(fixture -> fixture.name().contains(only)).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void a_submission_gets_the_verdict_it_deserves(Fixture fixture, @TempDir Path folder)
      throws Exception {
    LabGrade grade =
        Grading.grade(
                Map.of(
                    "kata.submission", fixture.copyTo(folder).toString(),
                    "kata.tries", "0",
                    "kata.lab", fixture.lab().id()))
            .labs()
            .get(0);

    assertThat("rungs lost", lost(grade), is(equalTo(new TreeSet<>(fixture.loses()))));
    assertThat(messages(grade), containsString(fixture.says()));
  }

  private static Set<String> lost(LabGrade grade) {
    return grade.results().stream()
        .filter(result -> result.verdict() != Verdict.PASSED)
        .map(result -> result.criterion().rung().title())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String messages(LabGrade grade) {
    return grade.results().stream()
        .map(CheckResult::message)
        .filter(message -> !message.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
