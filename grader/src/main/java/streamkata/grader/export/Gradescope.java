package streamkata.grader.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Verdict;

/** {@code results.json} of Gradescope. */
final class Gradescope implements Format {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String write(Report report) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("score", report.points())
            .put("execution_time", Math.round(report.seconds()))
            .put("output", report.summary())
            .put("output_format", "text")
            .put("visibility", "visible");
    ArrayNode tests = json.putArray("tests");
    for (int lab = 0; lab < report.labs().size(); lab++) {
      LabGrade grade = report.labs().get(lab);
      for (int check = 0; check < grade.results().size(); check++) {
        tests.add(test(grade.results().get(check), "%d.%d".formatted(lab + 1, check + 1), report));
      }
    }
    return json.toPrettyString() + "\n";
  }

  private static ObjectNode test(CheckResult result, String number, Report report) {
    return JSON.createObjectNode()
        .put("score", report.pointsOf(result))
        .put("max_score", report.possibleOf(result))
        .put("status", result.verdict() == Verdict.PASSED ? "passed" : "failed")
        .put("name", Report.nameOf(result))
        .put("number", number)
        .put("output", Report.outputOf(result))
        .put("output_format", "text")
        .put("visibility", "visible");
  }
}
