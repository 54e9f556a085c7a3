package streamkata.grader.grading;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import streamkata.grader.grading.GradeFile.LabEntry;
import streamkata.grader.grading.GradeFile.RungEntry;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Rung;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;

/** What grade.json says, and the score table with it. */
class GradeFileTest {

  private static final Labs LABS = Course.CORE.labs();

  @TempDir private Path folder;

  @Test
  void what_is_read_is_what_was_written() throws IOException {
    GradeFile written = grade(check -> Verdict.FAILED);
    written.writeTo(file());

    assertThat(GradeFile.read(file()), is(Optional.of(written)));
  }

  @Test
  void without_a_grading_there_is_no_file() throws IOException {
    assertThat(GradeFile.read(file()), is(Optional.empty()));
  }

  @Test
  void a_damaged_file_is_named() throws IOException {
    Files.writeString(file(), "{\"schema\": 1, \"labs\": [");

    Refusal mistake = assertThrows(Refusal.class, () -> GradeFile.read(file()));
    assertThat(mistake.getMessage(), containsString(file() + " is damaged"));
  }

  @Test
  void a_file_of_another_schema_is_refused() throws IOException {
    grade(check -> Verdict.PASSED).writeTo(file());
    Files.writeString(file(), Files.readString(file()).replace("\"schema\" : 1", "\"schema\" : 2"));

    assertThrows(Refusal.class, () -> GradeFile.read(file()));
  }

  @Test
  void fields_that_a_later_version_adds_are_skipped() throws IOException {
    GradeFile grade = grade(check -> Verdict.PASSED);
    grade.writeTo(file());
    Files.writeString(
        file(), Files.readString(file()).replace("\"labs\"", "\"mood\" : \"good\", \"labs\""));

    assertThat(GradeFile.read(file()), is(Optional.of(grade)));
  }

  @Test
  void verdicts_are_written_in_the_words_of_the_table() throws IOException {
    grade(check -> Verdict.NOT_REACHED).writeTo(file());

    assertThat(Files.readString(file()), containsString("\"verdict\" : \"not reached\""));
  }

  @Test
  void points_times_and_verdicts_of_a_rung_are_those_of_its_checks() {
    Lab lab = LABS.byId("ride-cleansing");
    Check wrong = lab.checks().get(1);
    GradeFile grade = grade(c -> c == wrong ? Verdict.FAILED : Verdict.PASSED, lab);
    LabEntry entry = grade.labs().get(0);
    RungEntry behaviour = entry.rungs().get(0);

    assertThat(grade.points(), is(lab.points() - wrong.points()));
    assertThat(entry.state(), is("in progress"));
    assertThat(
        entry.rungs().stream().map(RungEntry::name).toList(),
        is(lab.checks().stream().map(c -> c.rung().title()).distinct().toList()));
    assertThat(behaviour.verdict(), is(Verdict.FAILED));
    assertThat(behaviour.points(), is(behaviour.possible() - wrong.points()));
    assertThat(
        behaviour.possible(),
        is(
            lab.checks().stream()
                .filter(c -> c.rung() == Rung.BEHAVIOUR)
                .mapToInt(Check::points)
                .sum()));
    assertThat(behaviour.seconds(), is(behaviour.checks().size() * 0.25));
    assertThat(behaviour.checks().get(1).message(), containsString("edge case 1"));
    assertThat(behaviour.checks().get(0).message(), is(""));
  }

  @Test
  void what_failed_comes_before_what_is_not_started() {
    Lab first = LABS.all().get(0);
    Lab second = LABS.all().get(1);
    GradeFile grade =
        grade(
            c -> first.checks().contains(c) ? Verdict.NOT_STARTED : Verdict.FAILED, first, second);

    assertThat(grade.firstFailure().lab(), is(second.id()));
    assertThat(grade.next().lab(), is(second.id()));
  }

  @Test
  void the_place_to_open_is_the_line_that_the_failure_names() {
    Lab lab = LABS.byId("ride-cleansing");
    Decisions decisions = new Decisions();
    lab.checks()
        .forEach(
            c ->
                decisions.put(
                    failed(
                        c,
                        List.of(
                            new Fact(
                                "at", "streamkata.exercises.Any.any(RideCleansingJob.java:17)")))));

    assertThat(
        GradeFile.of(decisions.grade(selection(lab))).next().place(),
        is("exercises/src/main/java/streamkata/exercises/ridecleansing/RideCleansingJob.java:17"));
  }

  @Test
  void when_all_is_done_nothing_is_next() {
    GradeFile grade = grade(check -> Verdict.PASSED);

    assertThat(grade.next(), is(nullValue()));
    assertThat(grade.firstFailure(), is(nullValue()));
    assertThat(ScoreTable.of(grade, LABS), containsString("All done."));
  }

  @Test
  void the_table_of_seven_failing_labs_stays_below_forty_lines() {
    Verdict[] verdicts = Verdict.values();
    GradeFile grade =
        grade(check -> verdicts[Math.floorMod(check.id().hashCode(), verdicts.length)]);
    List<String> lines = ScoreTable.of(grade, LABS).lines().toList();

    assertThat(lines.size(), is(lessThan(40)));
    for (Lab lab : LABS.all()) {
      assertThat(
          lines.stream().filter(line -> line.startsWith(" " + lab.id() + " ")).count(), is(1L));
    }
  }

  @Test
  void a_long_message_keeps_its_beginning_and_its_end() {
    String table = ScoreTable.of(grade(check -> Verdict.FAILED), LABS);

    assertThat(table, containsString("edge case 1\n"));
    assertThat(table, containsString("lines more: grader/target/grade.json"));
    assertThat(table, containsString("look at   the README"));
  }

  @Test
  void the_table_says_the_points_of_the_file() {
    GradeFile grade = grade(c -> c.rung() == Rung.BEHAVIOUR ? Verdict.PASSED : Verdict.NOT_STARTED);
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
                        "%s %d / %d %.1f s %s"
                            .formatted(
                                lab.id(), lab.points(), lab.possible(), lab.seconds(), lab.state()))
                .toArray()));
  }

  private Path file() {
    return folder.resolve(GradeFile.NAME);
  }

  private static GradeFile grade(Function<Check, Verdict> verdict) {
    return grade(verdict, LABS.all().toArray(Lab[]::new));
  }

  private static GradeFile grade(Function<Check, Verdict> verdict, Lab... labs) {
    Decisions decisions = new Decisions();
    String cases =
        IntStream.rangeClosed(1, 40)
            .mapToObj(i -> "edge case " + i)
            .collect(Collectors.joining("\n"));
    List<Fact> facts = List.of(new Fact("expected", cases), new Fact("look at", "the README"));
    for (Lab lab : labs) {
      for (Check check : lab.checks()) {
        Verdict decided = verdict.apply(check);
        if (decided != Verdict.NOT_REACHED) {
          decisions.put(
              decided == Verdict.FAILED
                  ? failed(check, facts)
                  : CheckResult.of(check, decided, Duration.ofMillis(250)));
        }
      }
    }
    return GradeFile.of(decisions.grade(selection(labs)));
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
