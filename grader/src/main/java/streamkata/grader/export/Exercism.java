package streamkata.grader.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Collectors;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Verdict;

/** {@code results.json} of Exercism, version 3. */
final class Exercism implements Format {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VERSION = 3;
  private static final int MOST_CHARACTERS = 65_535;

  @Override
  public String write(Report report) {
    Optional<String> error = report.refusal().or(report::compileErrors);
    ObjectNode json =
        JSON.createObjectNode()
            .put("version", VERSION)
            .put("status", error.isPresent() ? "error" : report.isComplete() ? "pass" : "fail")
            .put("message", error.map(Exercism::cut).orElse(null));
    ArrayNode tests = json.putArray("tests");
    for (int lab = 0; lab < report.counting().size() && error.isEmpty(); lab++) {
      LabGrade grade = report.counting().get(lab);
      int task = lab + 1;
      grade.results().forEach(result -> tests.add(test(result, task)));
    }
    return json.toPrettyString() + "\n";
  }

  private static ObjectNode test(CheckResult result, int task) {
    boolean hasPassed = result.verdict() == Verdict.PASSED;
    return JSON.createObjectNode()
        .put("name", Report.nameOf(result))
        .put("test_code", testCode(result))
        .put("status", hasPassed ? "pass" : "fail")
        .put("message", hasPassed ? null : cut(Report.outputOf(result)))
        .put("output", (String) null)
        .put("task_id", task);
  }

  /** What was played, as far as it is told. */
  private static String testCode(CheckResult result) {
    String played =
        result.facts().stream()
            .filter(fact -> fact.label().equals("fed in"))
            .map(fact -> "\n" + fact.text())
            .collect(Collectors.joining());
    return "// %s%s".formatted(result.check().claim(), played);
  }

  private static String cut(String text) {
    return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
  }
}
