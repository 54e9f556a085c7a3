package streamkata.grader.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Verdict;

/** What a combinator template grader of CodeRunner prints. */
final class CodeRunner implements Format {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String write(Report report) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("fraction", report.fraction())
            .put("prologuehtml", "<p>%s</p>".formatted(html(report.summary())));
    ArrayNode rows = json.putArray("testresults");
    rows.addArray().add("iscorrect").add("Check").add("Points").add("Why").add("iscorrect");
    report.results().forEach(result -> row(result, report, rows.addArray()));
    ArrayNode formats = json.putArray("columnformats");
    formats.add("%s").add("%s").add("%s");
    json.put("epiloguehtml", "");
    return json.toString() + "\n";
  }

  private static void row(CheckResult result, Report report, ArrayNode row) {
    int isCorrect = result.verdict() == Verdict.PASSED ? 1 : 0;
    row.add(isCorrect)
        .add(Report.nameOf(result))
        .add("%d / %d".formatted(report.pointsOf(result), report.possibleOf(result)))
        .add(Report.outputOf(result))
        .add(isCorrect);
  }

  private static String html(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
