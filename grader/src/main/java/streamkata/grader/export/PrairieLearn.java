package streamkata.grader.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import streamkata.grader.grading.CheckResult;

/**
 * {@code results.json} of PrairieLearn. Where the kit has failed, or nothing could be read, the
 * attempt does not count.
 */
final class PrairieLearn implements Format {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FAULT =
      "The grader itself failed: this is not a mistake of your program, and the attempt does not count.";

  @Override
  public String write(Report report) {
    boolean isGradable = report.refusal().isEmpty() && !report.isFault();
    ObjectNode json =
        JSON.createObjectNode()
            .put("gradable", isGradable)
            .put("score", isGradable ? report.fraction() : 0)
            .put("message", report.isFault() ? FAULT : report.summary())
            .put("output", "");
    report.refusal().ifPresent(why -> json.putArray("format_errors").add(why));
    json.putArray("tests").addAll(report.results().map(result -> test(result, report)).toList());
    return json.toPrettyString() + "\n";
  }

  private static ObjectNode test(CheckResult result, Report report) {
    return JSON.createObjectNode()
        .put("name", result.check().name())
        .put("description", result.check().claim())
        .put("points", report.pointsOf(result))
        .put("max_points", report.possibleOf(result))
        .put("message", result.verdict().title())
        .put("output", Report.outputOf(result));
  }
}
