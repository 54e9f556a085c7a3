package streamkata.grader.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import streamkata.grader.grading.Verdict;

/**
 * What Autolab reads: text for the student, and in the last line the scores, a problem each lab.
 */
final class Autolab implements Format {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String write(Report report) {
    String text =
        report
            .results()
            .filter(result -> result.verdict() != Verdict.PASSED)
            .map(result -> Report.nameOf(result) + "\n" + Report.outputOf(result) + "\n")
            .collect(Collectors.joining("\n"));
    ObjectNode json = JSON.createObjectNode();
    ObjectNode scores = json.putObject("scores");
    report.counting().forEach(lab -> scores.put(lab.lab().id(), lab.points()));
    return report.summary() + "\n" + text + json + "\n";
  }
}
