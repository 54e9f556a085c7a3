package streamkata.grader.export;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Fact;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.labs.Course;

/** A full, a partial, a failing and a refused result in the words of every other grader. */
class ExportFormatTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Lab> LABS = Course.CORE.labs().all().subList(0, 2);
  private static final Check FIRST = LABS.get(0).checks().get(0);
  private static final String HOSTILE = "<b>&\"'\nGrade :=>> 100\n{\"scores\": {}}";

  private static final Report FULL = report(check -> passed(check));
  private static final Report PARTIAL =
      report(check -> check.equals(FIRST) ? failed(check) : passed(check));
  private static final Report FAILING =
      report(
          check ->
              check.lab().equals(LABS.get(0).id())
                  ? failed(check)
                  : CheckResult.of(check, Verdict.NOT_STARTED, Duration.ZERO));
  private static final Report REFUSED = Report.refused("The archive x.zip cannot be read.");

  @ParameterizedTest
  @EnumSource(
      value = ExportFormat.class,
      names = {"GRADESCOPE", "PRAIRIELEARN", "CLASSROOM50", "EXERCISM", "CODERUNNER"})
  void json_has_the_shape_of_the_documented_sample(ExportFormat format) throws IOException {
    JsonNode sample = JSON.readTree(getClass().getResourceAsStream(format.title() + ".json"));
    for (Report report : List.of(FULL, PARTIAL, FAILING, REFUSED)) {
      JsonNode written = json(format, report);

      assertThat(shape("", written), everyItem(is(in(shape("", sample)))));
      for (String required : fields(sample)) {
        if (!required.equals("format_errors")) {
          assertThat(written.toString(), written.has(required), is(true));
        }
      }
    }
  }

  @Test
  void gradescope() throws IOException {
    assertThat(json(ExportFormat.GRADESCOPE, FULL).get("score").asInt(), is(25));
    JsonNode partial = json(ExportFormat.GRADESCOPE, PARTIAL);
    JsonNode first = partial.get("tests").get(0);

    assertThat(partial.get("score").asInt(), is(25 - FIRST.points()));
    assertThat(first.get("number").asText(), is("1.1"));
    assertThat(first.get("status").asText(), is("failed"));
    assertThat(first.get("output").asText(), containsString("<b>&"));
    assertThat(partial.get("tests").get(1).get("output").asText(), is(""));
    assertThat(
        json(ExportFormat.GRADESCOPE, REFUSED).get("output").asText(),
        is("The archive x.zip cannot be read."));
  }

  @Test
  void what_does_not_compile_is_no_failure_of_its_first_check() throws IOException {
    Fact compiler = new Fact(Fact.COMPILER, "RideCleansingJob.java:3: error: ';' expected");
    Report broken = report(check -> failed(check, compiler));

    assertThat(
        json(ExportFormat.GRADESCOPE, broken).get("output").asText(),
        endsWith(" First failure: %s does not compile.".formatted(LABS.get(0).id())));
  }

  @Test
  void prairielearn_does_not_count_what_is_ours_or_cannot_be_read() throws IOException {
    Report fault = report(check -> CheckResult.of(check, Verdict.GRADER_FAULT, Duration.ZERO));

    assertThat(json(ExportFormat.PRAIRIELEARN, FULL).get("score").asDouble(), is(1.0));
    assertThat(json(ExportFormat.PRAIRIELEARN, FAILING).get("score").asDouble(), is(0.0));
    assertThat(json(ExportFormat.PRAIRIELEARN, FAILING).get("gradable").asBoolean(), is(true));
    assertThat(json(ExportFormat.PRAIRIELEARN, fault).get("gradable").asBoolean(), is(false));
    assertThat(json(ExportFormat.PRAIRIELEARN, REFUSED).get("gradable").asBoolean(), is(false));
  }

  @Test
  void classroom50_says_whose_submission_it_is() throws IOException {
    Map<String, String> variables =
        Map.of("CLASSROOM", "cs", "ASSIGNMENT", "a", "COMMIT_URL", "https://c");
    JsonNode json =
        JSON.readTree(
            ExportFormat.CLASSROOM50.write(
                PARTIAL, name -> Optional.ofNullable(variables.get(name))));

    assertThat(json.get("classroom").asText(), is("cs"));
    assertThat(json.get("review").asText(), is("https://c"));
    assertThat(json.get("release").asText(), is("unknown"));
    assertThat(sum(json, "score"), is(json.get("score").asInt()));
    assertThat(sum(json, "max-score"), is(json.get("max-score").asInt()));
    assertThat(json.get("score").isInt(), is(true));
    assertThat(
        json.get("datetime").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"),
        is(true));
  }

  @Test
  void exercism() throws IOException {
    assertThat(json(ExportFormat.EXERCISM, FULL).get("status").asText(), is("pass"));
    assertThat(json(ExportFormat.EXERCISM, PARTIAL).get("status").asText(), is("fail"));
    assertThat(json(ExportFormat.EXERCISM, REFUSED).get("status").asText(), is("error"));
    Report uncompiled =
        report(
            check ->
                new CheckResult(
                    check,
                    Verdict.FAILED,
                    List.of(new Fact(Fact.COMPILER, "A.java:1: error")),
                    Optional.empty(),
                    Duration.ZERO));
    assertThat(json(ExportFormat.EXERCISM, uncompiled).get("status").asText(), is("error"));
    assertThat(
        json(ExportFormat.EXERCISM, uncompiled).get("message").asText(), is("A.java:1: error"));
    assertThat(json(ExportFormat.EXERCISM, FULL).get("tests").get(9).get("task_id").asInt(), is(2));
  }

  @Test
  void junit() throws Exception {
    Element partial = xml(PARTIAL);
    Element suite = (Element) partial.getElementsByTagName("testsuite").item(0);
    NodeList failures = partial.getElementsByTagName("failure");

    assertThat(suite.getAttribute("name"), is(LABS.get(0).id()));
    assertThat(suite.getAttribute("tests"), is("" + LABS.get(0).checks().size()));
    assertThat(suite.getAttribute("failures"), is("1"));
    assertThat(failures.getLength(), is(1));
    assertThat(failures.item(0).getTextContent(), containsString("<b>&\"'"));
    assertThat(xml(FULL).getElementsByTagName("failure").getLength(), is(0));
    assertThat(
        xml(FAILING).getElementsByTagName("skipped").getLength(), is(LABS.get(1).checks().size()));
    assertThat(xml(REFUSED).getElementsByTagName("error").getLength(), is(1));
  }

  @Test
  void vpl_lets_no_program_print_a_grade() {
    assertThat(grades(FULL), is(List.of("Grade :=>> 25")));
    assertThat(grades(PARTIAL), is(List.of("Grade :=>> " + (25 - FIRST.points()))));
    assertThat(grades(FAILING), is(List.of("Grade :=>> 0")));
    assertThat(grades(REFUSED), is(List.of()));
    assertThat(
        write(ExportFormat.VPL, REFUSED), is("Comment :=>>- The archive x.zip cannot be read.\n"));
    assertThat(
        ExportFormat.VPL.write(
            PARTIAL, name -> Optional.of("50").filter(any -> name.equals("VPL_GRADEMAX"))),
        containsString("\nGrade :=>> " + 2 * (25 - FIRST.points()) + "\n"));
    write(ExportFormat.VPL, PARTIAL)
        .lines()
        .forEach(
            line ->
                assertThat(
                    line, line.startsWith("Comment :=>>") || line.startsWith("Grade"), is(true)));
  }

  @Test
  void coderunner() throws IOException {
    JsonNode partial = json(ExportFormat.CODERUNNER, PARTIAL);
    JsonNode rows = partial.get("testresults");

    assertThat(json(ExportFormat.CODERUNNER, FULL).get("fraction").asDouble(), is(1.0));
    assertThat(rows.get(1).get(0).asInt(), is(0));
    assertThat(rows.get(2).get(0).asInt(), is(1));
    rows.forEach(row -> assertThat(row.size(), is(rows.get(0).size())));
    assertThat(
        json(ExportFormat.CODERUNNER, REFUSED).get("prologuehtml").asText(),
        containsString("cannot be read"));
    assertThat(partial.get("prologuehtml").asText(), startsWith("<p>"));
  }

  @Test
  void autolab_reads_the_last_line() throws IOException {
    for (Report report : List.of(FULL, PARTIAL, FAILING, REFUSED)) {
      List<String> lines = write(ExportFormat.AUTOLAB, report).lines().toList();
      JsonNode scores = JSON.readTree(lines.get(lines.size() - 1)).get("scores");

      assertThat(
          Stream.of(LABS.get(0), LABS.get(1)).mapToInt(lab -> scores.path(lab.id()).asInt()).sum(),
          is(report.points()));
    }
  }

  @Test
  void a_format_that_there_is_not_is_refused() {
    assertThat(
        assertThrows(Refusal.class, () -> ExportFormat.named("latex")).getMessage(),
        containsString("There is no format 'latex'. The formats are: gradescope, "));
    assertThat(ExportFormat.named("junit"), is(ExportFormat.JUNIT));
    assertThat(write(ExportFormat.JUNIT, FULL), not(containsString("null")));
  }

  private static String write(ExportFormat format, Report report) {
    return format.write(report, name -> Optional.empty());
  }

  private static JsonNode json(ExportFormat format, Report report) throws IOException {
    return JSON.readTree(write(format, report));
  }

  private static List<String> grades(Report report) {
    return write(ExportFormat.VPL, report)
        .lines()
        .filter(line -> line.startsWith("Grade :=>>"))
        .toList();
  }

  private static int sum(JsonNode json, String field) {
    int sum = 0;
    for (JsonNode test : json.get("tests")) {
      sum += test.get(field).asInt();
    }
    return sum;
  }

  private static Element xml(Report report) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(write(ExportFormat.JUNIT, report))));
    return document.getDocumentElement();
  }

  /** Which fields there are, and of what kind; a text may be missing, and a number have a point. */
  private static Set<String> shape(String path, JsonNode node) {
    Set<String> shape = new TreeSet<>();
    if (node.isObject()) {
      fields(node).forEach(name -> shape.addAll(shape(path + "/" + name, node.get(name))));
    } else if (node.isArray()) {
      node.forEach(element -> shape.addAll(shape(path + "[]", element)));
    } else {
      shape.add(path + (node.isNumber() ? " number" : node.isBoolean() ? " boolean" : " text"));
    }
    return shape;
  }

  private static Set<String> fields(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Report report(Function<Check, CheckResult> result) {
    return Report.of(
        new Grade(
            "x",
            1,
            false,
            Instant.EPOCH,
            LABS.stream()
                .map(
                    lab ->
                        new LabGrade(
                            lab,
                            true,
                            Optional.empty(),
                            lab.checks().stream().map(result).toList()))
                .toList()));
  }

  private static CheckResult passed(Check check) {
    return CheckResult.of(check, Verdict.PASSED, Duration.ofMillis(20));
  }

  private static CheckResult failed(Check check) {
    return failed(check, new Fact("fed in", "a ride"), new Fact("but was", HOSTILE));
  }

  private static CheckResult failed(Check check, Fact... facts) {
    return new CheckResult(
        check, Verdict.FAILED, List.of(facts), Optional.empty(), Duration.ofMillis(20));
  }
}
