package streamkata.grader.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Verdict;

/**
 * What Moodle's Virtual Programming Lab reads from what an evaluation prints. Each line of ours has
 * a mark before it, so that no program can print a grade.
 */
final class Vpl implements Format {

  private static final String COMMENT = "Comment :=>>";

  private final Function<String, Optional<String>> environment;

  Vpl(Function<String, Optional<String>> environment) {
    this.environment = environment;
  }

  @Override
  public String write(Report report) {
    StringBuilder text = new StringBuilder();
    text.append(COMMENT).append("- ").append(oneLine(report.summary())).append('\n');
    report
        .results()
        .filter(result -> result.verdict() != Verdict.PASSED)
        .forEach(result -> text.append(comment(result)));
    // What could not be read has no grade: it waits for somebody to look at it.
    if (report.refusal().isEmpty()) {
      text.append("Grade :=>> ").append(grade(report)).append('\n');
    }
    return text.toString();
  }

  private static String comment(CheckResult result) {
    return COMMENT
        + "- "
        + oneLine(Report.nameOf(result))
        + "\n"
        + Report.outputOf(result)
            .lines()
            .map(line -> COMMENT + ">" + line + "\n")
            .collect(Collectors.joining());
  }

  /** In the scale of the activity, if the evaluation knows it. */
  private String grade(Report report) {
    int places = 2;
    return environment
        .apply("VPL_GRADEMAX")
        .filter(max -> max.matches("\\d{1,9}(\\.\\d{1,9})?"))
        .map(max -> new BigDecimal(max).multiply(BigDecimal.valueOf(report.fraction())))
        .map(value -> value.setScale(places, RoundingMode.HALF_UP).stripTrailingZeros())
        .map(BigDecimal::toPlainString)
        .orElse(Integer.toString(report.points()));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
