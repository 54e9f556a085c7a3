package streamkata.grader.grading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.SourceLine;

/** Grades as JSON; {@code grader/GRADE-JSON.md} says what is in it for those who read it. */
public final class GradeJson {

  /** The name of the file, in the build directory of the grader. */
  public static final String NAME = "grade.json";

  private static final int SCHEMA = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private GradeJson() {}

  /**
   * Writes a grade, whole or not at all.
   *
   * @param file the file, replaced if it exists; its folder exists
   * @throws IOException if it cannot be written
   */
  public static void write(Grade grade, Path file) throws IOException {
    Kit.replace(file, tree(grade).toPrettyString() + "\n");
  }

  /**
   * Reads a grade. It has no frames, and of its labs only the next one has a start.
   *
   * @param file what {@link #write} wrote
   * @param labs the labs that there are
   * @return the grade; empty if there is no such file
   * @throws Refusal if the file is damaged, or of another version of the kit
   * @throws IOException if it cannot be read
   */
  public static Optional<Grade> read(Path file, Labs labs) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(grade(JSON.readTree(Files.readString(file)), labs));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      throw new Refusal(
          "The file %s is damaged or of another version: delete it and grade again."
              .formatted(file));
    }
  }

  /**
   * A grade as JSON.
   *
   * @return a new object, to which more may be added
   */
  public static ObjectNode tree(Grade grade) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("schema", SCHEMA)
            .put("graded", grade.title())
            .put("seed", grade.seed())
            .put("strict", grade.strict())
            .put("time", grade.time().toString())
            .put("points", grade.points())
            .put("possible", grade.possible());
    json.putArray("courses").addAll(grade.courses().stream().map(GradeJson::json).toList());
    json.putArray("labs").addAll(grade.labs().stream().map(GradeJson::json).toList());
    json.set("firstFailure", grade.first(Verdict.FAILED).map(GradeJson::failure).orElse(null));
    json.set("next", grade.next().map(GradeJson::next).orElse(null));
    return json;
  }

  private static ObjectNode json(CourseGrade course) {
    return JSON.createObjectNode()
        .put("title", course.title())
        .put("points", course.points())
        .put("possible", course.possible());
  }

  private static ObjectNode json(LabGrade grade) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("id", grade.lab().id())
            .put("course", grade.lab().course())
            .put("counts", grade.counts())
            .put("points", grade.points())
            .put("possible", grade.lab().points())
            .put("state", grade.state().title())
            .put("seconds", seconds(grade.took()));
    json.putArray("rungs").addAll(grade.rungs().stream().map(GradeJson::json).toList());
    return json;
  }

  private static ObjectNode json(RungGrade grade) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("name", grade.rung().title())
            .put("verdict", grade.verdict().title())
            .put("points", grade.points())
            .put("possible", grade.possible())
            .put("seconds", seconds(grade.took()));
    json.putArray("checks").addAll(grade.results().stream().map(GradeJson::json).toList());
    return json;
  }

  private static ObjectNode json(CheckResult result) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("id", result.check().id())
            .put("claim", result.check().claim())
            .put("verdict", result.verdict().title())
            .put("points", result.points())
            .put("possible", result.check().points())
            .put("seconds", seconds(result.took()))
            .put("message", result.message());
    json.set("facts", JSON.valueToTree(result.facts()));
    return json;
  }

  private static JsonNode failure(CheckResult result) {
    return JSON.createObjectNode()
        .put("lab", result.check().lab())
        .put("check", result.check().id())
        .put("message", result.message());
  }

  private static JsonNode next(LabGrade grade) {
    return JSON.createObjectNode()
        .put("lab", grade.lab().id())
        .put("place", grade.place().map(SourceLine::toString).orElse(""));
  }

  private static double seconds(Duration took) {
    return took.toMillis() / 1000.0;
  }

  /**
   * Reads a grade.
   *
   * @param json what {@link #tree} gave
   * @param labs the labs that there are
   * @throws IllegalArgumentException if it is something else, or of another version of the kit
   * @throws DateTimeException if its time is none
   * @throws JsonProcessingException if its facts are none
   */
  public static Grade grade(JsonNode json, Labs labs) throws JsonProcessingException {
    if (json.required("schema").asInt() != SCHEMA) {
      throw new IllegalArgumentException("another schema");
    }
    List<LabGrade> grades = new ArrayList<>();
    for (JsonNode lab : json.required("labs")) {
      grades.add(lab(lab, labs.byId(lab.required("id").asText()), json.required("next")));
    }
    return new Grade(
        json.required("graded").asText(),
        json.required("seed").asLong(),
        json.required("strict").asBoolean(),
        Instant.parse(json.required("time").asText()),
        grades);
  }

  private static LabGrade lab(JsonNode json, Lab lab, JsonNode next)
      throws JsonProcessingException {
    boolean isNext = next.path("lab").asText().equals(lab.id());
    List<JsonNode> checks =
        elements(json.required("rungs"))
            .flatMap(rung -> elements(rung.required("checks")))
            .toList();
    List<CheckResult> results = new ArrayList<>();
    for (Check check : lab.checks()) {
      JsonNode of =
          checks.stream()
              .filter(one -> one.required("id").asText().equals(check.id()))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("no " + check.name()));
      results.add(
          new CheckResult(
              check,
              Verdict.of(of.required("verdict").asText()),
              List.of(JSON.treeToValue(of.required("facts"), Fact[].class)),
              Optional.empty(),
              Duration.ofMillis(Math.round(1000 * of.required("seconds").asDouble()))));
    }
    Optional<SourceLine> start =
        Optional.of(next.path("place").asText())
            .filter(place -> isNext && !place.isEmpty())
            .map(SourceLine::parse);
    return new LabGrade(lab, json.path("counts").asBoolean(true), start, results);
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
