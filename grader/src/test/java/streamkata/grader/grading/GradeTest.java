package streamkata.grader.grading;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.common.lab.RideCleansingLab;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.LabState;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Progress;
import streamkata.grader.kit.Rung;
import streamkata.grader.kit.Selection;
import streamkata.grader.kit.SourceLine;
import streamkata.grader.labs.Course;
import streamkata.grader.wire.Failure;

/** What is scored is the catalogue, not the checks that happened to run. */
class GradeTest {

  private static final Labs LABS = Course.CORE.labs();

  private static final Lab LAB = LABS.byId("travel-time-prediction");
  private static final Check FIRST = LAB.checks().get(0);

  @TempDir private Path home;

  @Test
  void a_check_that_was_not_reached_scores_zero_and_is_counted() {
    Grade grade = all(Verdict.PASSED).with(result(FIRST, Verdict.NOT_REACHED));

    assertThat(grade.points(), is(LAB.points() - FIRST.points()));
    assertThat(
        grade.complaint().orElse(""),
        containsString("Checks not reached: travel-time-prediction 1"));
  }

  @Test
  void a_check_that_was_not_reached_is_named_in_the_table() {
    assertThat(ScoreTable.of(Grade.of(selection(Map.of())), LABS), containsString("not reached"));
  }

  @Test
  void an_untouched_lab_scores_zero_without_a_complaint() {
    Grade grade = all(Verdict.NOT_STARTED);

    assertThat(grade.points(), is(0));
    assertThat(grade.complaint(), is(Optional.empty()));
  }

  @Test
  void an_untouched_lab_is_a_complaint_when_grading_is_strict() {
    assertThat(
        all(Verdict.NOT_STARTED, Map.of("kata.strict", "true")).complaint().orElse(""),
        containsString("not started: travel-time-prediction"));
  }

  @Test
  void an_untouched_lab_names_the_file_and_the_line_to_open() {
    assertThat(
        place(all(Verdict.NOT_STARTED)),
        containsString(
            "exercises/src/main/java/streamkata/exercises/traveltime/TravelTimePredictionJob.java:"));
  }

  @Test
  void the_place_to_open_is_the_line_at_which_the_first_failure_happened() {
    assertThat(
        place(all(Verdict.PASSED).with(failedAt("TravelTimePredictionJob.java"))),
        endsWith("/traveltime/TravelTimePredictionJob.java:17"));
  }

  @Test
  void the_place_to_open_is_the_line_that_the_compiler_refuses() {
    Fact error =
        new Fact(Fact.COMPILER, "/any/TravelTimePredictionJob.java:25: error: ';' expected");

    assertThat(
        place(
            all(Verdict.FAILED)
                .with(
                    new CheckResult(
                        FIRST, Verdict.FAILED, List.of(error), Optional.empty(), Duration.ZERO))),
        endsWith("/traveltime/TravelTimePredictionJob.java:25"));
  }

  @Test
  void a_failure_in_another_file_leaves_the_place_to_open_as_it_was() {
    Grade untouched = all(Verdict.NOT_STARTED);

    assertThat(place(untouched.with(failedAt("Other.java"))), is(place(untouched)));
  }

  @Test
  void what_failed_comes_before_what_is_not_started() {
    Lab before = LABS.all().get(0);
    Grade grade =
        Grade.of(selection(Map.of("kata.lab", before.id() + "," + LAB.id())))
            .with(result(before.checks().get(0), Verdict.NOT_STARTED))
            .with(result(FIRST, Verdict.FAILED));

    assertThat(grade.next().orElseThrow().lab(), is(LAB));
    assertThat(grade.first(Verdict.FAILED).orElseThrow().check(), is(FIRST));
  }

  @Test
  void a_failed_check_is_a_complaint() {
    assertThat(all(Verdict.FAILED).complaint().orElse(""), containsString("0 of 20 points"));
  }

  @Test
  void what_cannot_be_judged_says_only_what_is_to_be_mended_first() {
    Check later = ofRung(Rung.RESCALE);
    Grade grade = all(Verdict.PASSED).with(unjudged(later)).with(result(FIRST, Verdict.FAILED));

    CheckResult told = grade.first(Verdict.CANNOT_BE_JUDGED).orElseThrow();
    assertThat(told.check(), is(later));
    assertThat(told.message(), containsString("First mend behaviour: " + FIRST.claim()));
    assertThat(told.message(), not(containsString("in calm")));
  }

  @Test
  void what_cannot_be_judged_is_a_failure_where_no_other_check_tells_what_is_wrong() {
    Check first = ofRung(Rung.PARALLELISM);
    Check second = ofRung(Rung.RESCALE);
    Grade grade = all(Verdict.PASSED).with(unjudged(second)).with(unjudged(first));

    CheckResult told = grade.first(Verdict.FAILED).orElseThrow();
    assertThat(told.check(), is(first));
    assertThat(told.message(), containsString("in calm"));
    assertThat(grade.first(Verdict.CANNOT_BE_JUDGED).orElseThrow().check(), is(second));
    assertThat(grade.points(), is(LAB.points() - first.points() - second.points()));
  }

  private static Check ofRung(Rung rung) {
    return LAB.checks().stream().filter(check -> check.rung() == rung).findFirst().orElseThrow();
  }

  private static CheckResult unjudged(Check check) {
    return new CheckResult(
        check,
        Verdict.CANNOT_BE_JUDGED,
        List.of(new Fact("but was", "wrong in calm")),
        Optional.empty(),
        Duration.ZERO);
  }

  @Test
  void a_fault_of_the_grader_fails_the_build_as_ours() {
    List<Fact> facts = List.of(new Fact("problem", "The grader itself failed."));
    Grade grade =
        all(Verdict.PASSED)
            .with(
                new CheckResult(
                    FIRST, Verdict.GRADER_FAULT, facts, Optional.empty(), Duration.ZERO));

    assertThat(
        grade.complaint().orElse(""),
        allOf(
            containsString("Checks grader fault: travel-time-prediction 1."),
            endsWith(
                "a mistake of the kit, not yours: please report it with grader/target/grade.json."),
            not(containsString("failed"))));
    assertThat(
        ScoreTable.of(grade, LABS),
        allOf(
            containsString("grader fault     behaviour (" + FIRST.id() + ")"),
            containsString("The grader itself failed"),
            containsString("a mistake of the kit, not yours")));
    assertThat(grade.labs().get(0).rungs().get(0).verdict(), is(Verdict.GRADER_FAULT));
  }

  @Test
  void a_check_whose_code_is_wrong_is_a_fault_of_the_grader() throws Exception {
    Check check = new Check("broken", "breaks", Rung.BEHAVIOUR, 1, "nothing", "nowhere");
    Lab broken =
        new Lab(
            "Streamkata", "broken", "x", "X", RideCleansingLab.class, Broken.class, List.of(check));
    CheckResult result =
        new CheckRun(broken, check, null, new Rules(1, 1, 1), first -> {}).decide(null);

    assertThat(result.verdict(), is(Verdict.GRADER_FAULT));
    assertThat(
        result.message(),
        allOf(
            containsString("not a mistake of your program"),
            containsString("IllegalStateException: torn"),
            containsString("Broken.breaks(GradeTest.java:")));
  }

  /** Checks that no program can pass. */
  private static final class Broken {

    @SuppressWarnings("unused") // by reflection
    void breaks(Trial trial) {
      throw new IllegalStateException("torn");
    }
  }

  @Test
  void the_state_of_a_lab_is_what_is_known_of_the_program() {
    assertThat(state(all(Verdict.PASSED)), is(LabState.COMPLETE));
    assertThat(state(all(Verdict.NOT_STARTED)), is(LabState.NOT_STARTED));
    assertThat(state(all(Verdict.FAILED)), is(LabState.IN_PROGRESS));
    assertThat(
        state(all(Verdict.PASSED).with(result(FIRST, Verdict.NOT_REACHED))),
        is(LabState.IN_PROGRESS));
    assertThat(
        state(all(Verdict.NOT_REACHED).with(result(FIRST, Verdict.NOT_STARTED))),
        is(LabState.NOT_STARTED));
    assertThat(
        state(all(Verdict.NOT_STARTED).with(result(FIRST, Verdict.GRADER_FAULT))),
        is(LabState.NOT_STARTED));
  }

  @Test
  void a_grade_of_exercises_is_kept_as_progress() {
    all(Verdict.PASSED).with(result(FIRST, Verdict.FAILED)).keepAsProgress(inHome(Map.of()));

    assertThat(progress().state(LAB), is(LabState.IN_PROGRESS));
    assertThat(progress().points(LAB), is(LAB.points() - FIRST.points()));
  }

  @Test
  void a_fault_of_the_grader_takes_nothing_from_the_progress() {
    Selection selection = inHome(Map.of());
    all(Verdict.PASSED).keepAsProgress(selection);
    all(Verdict.PASSED).with(result(FIRST, Verdict.GRADER_FAULT)).keepAsProgress(selection);
    all(Verdict.GRADER_FAULT).keepAsProgress(selection);

    assertThat(progress().state(LAB), is(LabState.COMPLETE));
  }

  @Test
  void what_came_to_no_result_is_not_kept() {
    Grade.of(inHome(Map.of())).keepAsProgress(inHome(Map.of()));

    assertThat(Files.exists(home.resolve(Progress.FILE_NAME)), is(false));
  }

  @Test
  void grades_of_solutions_and_submissions_are_not_kept() {
    for (Map<String, String> other :
        List.of(
            Map.of("kata.implementation", "solutions"),
            Map.of("kata.submission", home.toString()))) {
      all(Verdict.PASSED).keepAsProgress(inHome(other));
    }

    assertThat(Files.exists(home.resolve(Progress.FILE_NAME)), is(false));
  }

  private static Grade all(Verdict verdict) {
    return all(verdict, Map.of());
  }

  private static Grade all(Verdict verdict, Map<String, String> properties) {
    Grade grade = Grade.of(selection(properties));
    for (Check check : LAB.checks()) {
      grade = grade.with(result(check, verdict));
    }
    return grade;
  }

  private static CheckResult result(Check check, Verdict verdict) {
    return CheckResult.of(check, verdict, Duration.ZERO);
  }

  private static CheckResult failedAt(String file) {
    return new CheckResult(
        FIRST,
        Verdict.FAILED,
        List.of(),
        Optional.of(new Failure.Frame("any.Any", "any", file, 17)),
        Duration.ZERO);
  }

  private static String place(Grade grade) {
    return grade.next().flatMap(LabGrade::place).map(SourceLine::toString).orElse("");
  }

  private static LabState state(Grade grade) {
    return grade.labs().get(0).state();
  }

  private Progress progress() {
    return Progress.read(new Kit(home));
  }

  /** What is graded in a kit that has nothing yet. */
  private Selection inHome(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.put("kata.home", home.toString());
    return selection(all);
  }

  private static Selection selection(Map<String, String> properties) {
    return Selection.from(
        LABS,
        name ->
            Optional.ofNullable(properties.get(name))
                .or(() -> name.equals("kata.lab") ? Optional.of(LAB.id()) : Optional.empty()));
  }
}
