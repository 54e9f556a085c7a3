package streamkata.grader.grading;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Rung;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;

/** What grade.json says, and the score table with it. */
class GradeJsonTest {

  private static final Labs LABS = Course.CORE.labs();

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void what_is_read_is_what_was_written() throws IOException {
    Grade written = grade(GradeJsonTest::anyVerdict);
    GradeJson.write(written, file());
    String text = Files.readString(file());
    Grade read = GradeJson.read(file(), LABS).orElseThrow();
    GradeJson.write(read, file());

    assertThat(
        read.labs().stream().map(LabGrade::results).toList(),
        is(written.labs().stream().map(LabGrade::results).toList()));
    assertThat(Files.readString(file()), is(text));
  }

  @Test
  void without_a_grading_there_is_no_file() throws IOException {
    assertThat(GradeJson.read(file(), LABS), is(Optional.empty()));
  }

  @Test
  void a_damaged_file_is_named() throws IOException {
    Files.writeString(file(), "{\"schema\": 1, \"labs\": [");

    Refusal mistake = assertThrows(Refusal.class, () -> GradeJson.read(file(), LABS));
    assertThat(mistake.getMessage(), containsString(file() + " is damaged"));
  }

  @Test
  void a_file_of_another_schema_is_refused() throws IOException {
    GradeJson.write(grade(check -> Verdict.PASSED), file());
    Files.writeString(file(), Files.readString(file()).replace("\"schema\" : 1", "\"schema\" : 2"));

    assertThrows(Refusal.class, () -> GradeJson.read(file(), LABS));
  }

  @Test
  void fields_that_a_later_version_adds_are_skipped() throws IOException {
    Grade grade = grade(check -> Verdict.PASSED);
    GradeJson.write(grade, file());
    Files.writeString(
        file(), Files.readString(file()).replace("\"labs\"", "\"mood\" : \"good\", \"labs\""));

    assertThat(
        GradeJson.read(file(), LABS).orElseThrow().labs().get(0).results(),
        is(grade.labs().get(0).results()));
  }

  @Test
  void verdicts_are_written_in_the_words_of_the_table() throws IOException {
    GradeJson.write(grade(GradeJsonTest::anyVerdict), file());
    String text = Files.readString(file());

    for (String verdict :
        List.of("passed", "failed", "not started", "not reached", "grader fault")) {
      assertThat(text, containsString("\"verdict\" : \"" + verdict + "\""));
    }
  }

  @Test
  void a_file_without_a_check_that_there_is_now_is_refused() throws IOException {
    GradeJson.write(grade(check -> Verdict.PASSED), file());
    Files.writeString(
        file(), Files.readString(file()).replace("\"id\" : \"edges\"", "\"id\" : \"rims\""));

    assertThrows(Refusal.class, () -> GradeJson.read(file(), LABS));
  }

  @Test
  void points_times_and_verdicts_of_a_rung_are_those_of_its_checks() throws IOException {
    Lab lab = LABS.byId("ride-cleansing");
    Check wrong = lab.checks().get(1);
    JsonNode grade = json(grade(c -> c == wrong ? Verdict.FAILED : Verdict.PASSED, lab));
    JsonNode entry = grade.at("/labs/0");
    JsonNode behaviour = entry.at("/rungs/0");
    int possible =
        lab.checks().stream().filter(c -> c.rung() == Rung.BEHAVIOUR).mapToInt(Check::points).sum();

    assertThat(grade.at("/points").asInt(), is(lab.points() - wrong.points()));
    assertThat(entry.at("/state").asText(), is("in progress"));
    assertThat(
        entry.at("/rungs").findValuesAsText("name"),
        is(lab.checks().stream().map(c -> c.rung().title()).distinct().toList()));
    assertThat(behaviour.at("/verdict").asText(), is("failed"));
    assertThat(behaviour.at("/points").asInt(), is(possible - wrong.points()));
    assertThat(behaviour.at("/possible").asInt(), is(possible));
    assertThat(behaviour.at("/seconds").asDouble(), is(behaviour.at("/checks").size() * 0.25));
    assertThat(behaviour.at("/checks/0/message").asText(), is(""));
  }

  @Test
  void a_failed_check_has_a_message_and_the_same_as_facts() throws IOException {
    Lab lab = LABS.byId("ride-cleansing");
    JsonNode grade = json(grade(c -> Verdict.FAILED, lab));
    JsonNode check = grade.at("/labs/0/rungs/0/checks/0");

    assertThat(check.at("/message").asText(), containsString("  look at   the README"));
    assertThat(
        check.at("/facts").findValuesAsText("label"), contains("fed in", "but was", "look at"));
    assertThat(check.at("/facts/2/text").asText(), is("the README"));
    assertThat(grade.at("/firstFailure/lab").asText(), is(lab.id()));
    assertThat(grade.at("/firstFailure/check"), is(check.at("/id")));
    assertThat(grade.at("/firstFailure/message"), is(check.at("/message")));
  }

  /** The example in GRADE-JSON.md has the names and the order of the fields. */
  @Test
  void the_fields_are_those_of_the_description() throws IOException {
    Lab lab = LABS.byId("ride-cleansing");
    String description = Files.readString(Path.of("GRADE-JSON.md"));
    JsonNode example = JSON.readTree(description.split("```json\n", 2)[1].split("\n```", 2)[0]);

    assertThat(fields(json(grade(c -> Verdict.FAILED, lab))), is(fields(example)));
  }

  @Test
  void the_place_to_open_is_beside_the_lab() throws IOException {
    JsonNode next = json(grade(c -> Verdict.NOT_STARTED)).at("/next");

    assertThat(next.at("/lab").asText(), is(LABS.all().get(0).id()));
    assertThat(
        next.at("/place").asText(),
        startsWith(
            "exercises/src/main/java/streamkata/exercises/ridecleansing/RideCleansingJob.java:"));
  }

  @Test
  void when_all_is_done_nothing_is_next() throws IOException {
    Grade grade = grade(check -> Verdict.PASSED);

    assertThat(json(grade).required("next").isNull(), is(true));
    assertThat(json(grade).required("firstFailure").isNull(), is(true));
    assertThat(ScoreTable.of(grade, LABS), containsString("All done."));
  }

  @Test
  void the_table_of_seven_failing_labs_stays_below_forty_lines() {
    List<String> lines = ScoreTable.of(grade(GradeJsonTest::anyVerdict), LABS).lines().toList();

    assertThat(lines.size(), is(lessThan(40)));
    for (Lab lab : LABS.all()) {
      assertThat(
          lines.stream().filter(line -> line.startsWith(" " + lab.id() + " ")).count(), is(1L));
    }
  }

  @Test
  void a_long_script_gives_way_to_what_came_of_it() {
    String table = ScoreTable.of(grade(check -> Verdict.FAILED), LABS);

    assertThat(table, containsString("edge case 1\n"));
    assertThat(table, containsString("lines more: grader/target/grade.json"));
    assertThat(table, containsString("but was   nothing\n"));
    assertThat(table, containsString("look at   the README"));
  }

  @Test
  void the_table_says_points_and_state_of_each_lab() {
    Grade grade = grade(c -> c.rung() == Rung.BEHAVIOUR ? Verdict.PASSED : Verdict.NOT_STARTED);
    List<String> heads =
        ScoreTable.of(grade, LABS)
            .lines()
            .filter(line -> line.contains(" / "))
            .map(line -> line.strip().replaceAll(" +", " "))
            .toList();

    assertThat(heads.get(0), is("Streamkata: exercises %d / 100 points".formatted(grade.points())));
    assertThat(
        heads.subList(1, heads.size()),
        contains(
            grade.labs().stream()
                .map(
                    lab ->
                        "%s %d / %d %s"
                            .formatted(
                                lab.lab().id(),
                                lab.points(),
                                lab.lab().points(),
                                lab.state().title()))
                .toArray()));
  }

  private Path file() {
    return folder.resolve(GradeJson.NAME);
  }

  private static Grade grade(Function<Check, Verdict> verdict) {
    return grade(verdict, LABS.all().toArray(Lab[]::new));
  }

  private static Grade grade(Function<Check, Verdict> verdict, Lab... labs) {
    Grade grade = Grade.of(selection(labs));
    String cases =
        IntStream.rangeClosed(1, 40)
            .mapToObj(i -> "edge case " + i)
            .collect(Collectors.joining("\n"));
    List<Fact> facts =
        List.of(
            new Fact("fed in", cases),
            new Fact("but was", "nothing"),
            new Fact("look at", "the README"));
    for (Lab lab : labs) {
      for (Check check : lab.checks()) {
        Verdict decided = verdict.apply(check);
        grade =
            grade.with(
                decided == Verdict.FAILED
                    ? failed(check, facts)
                    : CheckResult.of(check, decided, Duration.ofMillis(250)));
      }
    }
    return grade;
  }

  private static Verdict anyVerdict(Check check) {
    Verdict[] verdicts = Verdict.values();
    return verdicts[Math.floorMod(check.id().hashCode(), verdicts.length)];
  }

  private JsonNode json(Grade grade) throws IOException {
    GradeJson.write(grade, file());
    return JSON.readTree(file().toFile());
  }

  /** The names of the fields in their order, with those of the first element of each list. */
  private static String fields(JsonNode json) {
    if (json.isArray()) {
      return "[" + fields(json.get(0)) + "]";
    }
    List<String> fields =
        json.properties().stream().map(field -> field.getKey() + fields(field.getValue())).toList();
    return fields.isEmpty() ? "" : fields.toString();
  }

  private static CheckResult failed(Check check, List<Fact> facts) {
    return new CheckResult(check, Verdict.FAILED, facts, Optional.empty(), Duration.ofMillis(250));
  }

  private static Selection selection(Lab... labs) {
    String ids = List.of(labs).stream().map(Lab::id).collect(Collectors.joining(","));
    return Selection.from(
        LABS, name -> name.equals("kata.lab") ? Optional.of(ids) : Optional.empty());
  }
}
