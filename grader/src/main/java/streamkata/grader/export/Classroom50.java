package streamkata.grader.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Verdict;

/** {@code result.json} of Classroom 50. */
final class Classroom50 implements Format {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNKNOWN = "unknown";

  private final Function<String, Optional<String>> environment;

  Classroom50(Function<String, Optional<String>> environment) {
    this.environment = environment;
  }

  @Override
  public String write(Report report) {
    String commit = of("COMMIT_URL");
    ObjectNode json =
        JSON.createObjectNode()
            .put("schema", "classroom50/result/v1")
            .put("classroom", of("CLASSROOM"))
            .put("assignment", of("ASSIGNMENT"))
            .put("submission", of("SUBMISSION_TAG"))
            .put("commit", commit)
            .put("release", of("RELEASE_URL"))
            .put("review", environment.apply("REVIEW_URL").orElse(commit))
            .put("datetime", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
            .put("score", report.points())
            .put("max-score", report.possible());
    ArrayNode tests = json.putArray("tests");
    report.results().map(result -> test(result, report)).forEach(tests::add);
    report.refusal().ifPresent(why -> tests.add(test(why, false, 0, 0)));
    return json.toPrettyString() + "\n";
  }

  private String of(String variable) {
    return environment.apply(variable).filter(text -> !text.isBlank()).orElse(UNKNOWN);
  }

  private static ObjectNode test(CheckResult result, Report report) {
    return test(
        Report.nameOf(result),
        result.verdict() == Verdict.PASSED,
        report.pointsOf(result),
        report.possibleOf(result));
  }

  private static ObjectNode test(String name, boolean passed, int score, int max) {
    return JSON.createObjectNode()
        .put("test-name", name)
        .put("passed", passed)
        .put("score", score)
        .put("max-score", max);
  }
}
