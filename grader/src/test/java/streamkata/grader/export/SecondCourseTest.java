package streamkata.grader.export;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;

/** Other graders are told of 100 points for the core, whatever became of the second course. */
class SecondCourseTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Labs LABS = Course.PATH.labs();
  private static final Lab MORE = Course.MORE.labs().all().get(0);
  private static final Check LOST = MORE.checks().get(0);
  private static final int POINTS = Course.MORE.labs().all().stream().mapToInt(Lab::points).sum();

  private static final Report UNTOUCHED =
      report("", check -> isOfTheCore(check) ? Verdict.PASSED : Verdict.NOT_STARTED);
  private static final Report BEGUN =
      report("", check -> check.equals(LOST) ? Verdict.FAILED : Verdict.PASSED);

  @Test
  void a_full_core_has_full_marks_in_all_graders() throws IOException {
    for (Report report : new Report[] {UNTOUCHED, BEGUN}) {
      assertThat(json(ExportFormat.GRADESCOPE, report).get("score").asInt(), is(100));
      assertThat(sum(json(ExportFormat.GRADESCOPE, report), "max_score"), is(100));
      assertThat(json(ExportFormat.PRAIRIELEARN, report).get("score").asDouble(), is(1.0));
      assertThat(sum(json(ExportFormat.PRAIRIELEARN, report), "max_points"), is(100));
      assertThat(json(ExportFormat.CLASSROOM50, report).get("score").asInt(), is(100));
      assertThat(json(ExportFormat.CLASSROOM50, report).get("max-score").asInt(), is(100));
      assertThat(sum(json(ExportFormat.CLASSROOM50, report), "max-score"), is(100));
      assertThat(json(ExportFormat.CODERUNNER, report).get("fraction").asDouble(), is(1.0));
      assertThat(json(ExportFormat.EXERCISM, report).get("status").asText(), is("pass"));
      assertThat(
          ExportFormat.VPL.write(report, name -> Optional.of("10")),
          containsString("Grade :=>> 10\n"));
      assertThat(write(ExportFormat.VPL, report), containsString("Grade :=>> 100\n"));
      assertThat(write(ExportFormat.AUTOLAB, report), not(containsString("\"" + MORE.id())));
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_nobody_has_begun_is_not_told(ExportFormat format) {
    assertThat(write(format, UNTOUCHED), not(containsString(MORE.id())));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXERCISM")
  void what_is_begun_is_told_apart(ExportFormat format) {
    String second =
        "100 of 100 points. Second course: %d of %d points."
            .formatted(POINTS - LOST.points(), POINTS);

    assertThat(write(format, BEGUN), containsString(MORE.id()));
    if (format != ExportFormat.CLASSROOM50 && format != ExportFormat.JUNIT) {
      assertThat(write(format, BEGUN), containsString(second));
    }
  }

  @Test
  void a_lab_that_somebody_has_named_counts() throws IOException {
    Report both = report("ride-cleansing," + MORE.id(), check -> Verdict.PASSED);
    Report failed =
        report(
            "ride-cleansing," + MORE.id(),
            check -> isMore(check) ? Verdict.FAILED : Verdict.PASSED);

    assertThat(json(ExportFormat.GRADESCOPE, both).get("score").asInt(), is(10 + MORE.points()));
    assertThat(
        json(ExportFormat.PRAIRIELEARN, failed).get("score").asDouble(),
        is(10.0 / (10 + MORE.points())));
    assertThat(json(ExportFormat.EXERCISM, failed).get("status").asText(), is("fail"));
  }

  private static boolean isOfTheCore(Check check) {
    return Course.CORE.labs().all().stream().anyMatch(lab -> lab.id().equals(check.lab()));
  }

  private static boolean isMore(Check check) {
    return Course.MORE.labs().all().stream().anyMatch(lab -> lab.id().equals(check.lab()));
  }

  private static Report report(String named, Function<Check, Verdict> verdict) {
    Selection selection =
        Selection.from(
            new Kit(Path.of("..")),
            LABS,
            name -> Optional.of(named).filter(any -> name.equals("kata.lab")));
    Grade grade = Grade.of(selection);
    for (Lab lab : selection.labs()) {
      for (Check check : lab.checks()) {
        grade = grade.with(CheckResult.of(check, verdict.apply(check), Duration.ZERO));
      }
    }
    return Report.of(grade);
  }

  private static String write(ExportFormat format, Report report) {
    return format.write(report, name -> Optional.empty());
  }

  private static JsonNode json(ExportFormat format, Report report) throws IOException {
    return JSON.readTree(write(format, report));
  }

  private static int sum(JsonNode json, String field) {
    JsonNode tests = json.get("tests");
    return IntStream.range(0, tests.size()).map(i -> tests.get(i).get(field).asInt()).sum();
  }
}
