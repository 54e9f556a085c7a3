package streamkata.grader.submissions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.grading.CheckRunner;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Rules;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.process.WarmStages;
import streamkata.grader.submission.Submission;

/**
 * What a program can earn that it does not deserve, once it has got past the list of what it may
 * use and answers in the place of its stage. SECURITY.md says the same in words.
 */
class StageOwnerTest {

  /**
   * A lie that pays.
   *
   * @param says what is claimed
   * @param program a program that is wrong
   * @param lie how
   * @param loses the rungs that the program loses in spite of it
   */
  record Case(String says, String program, Supplier<Lie> lie, Set<String> loses) {

    @Override
    public String toString() {
      return says;
    }
  }

  static List<Case> lies() {
    return List.of(
        new Case(
            "the environment is set as the task asks for",
            "travel-time-prediction: MinimumPauseOfAMinute",
            Lie::settings,
            Set.of()),
        new Case("Kryo is off", "travel-time-prediction: KryoState", Lie::kryo, Set.of()),
        new Case(
            "state is in RocksDB", "travel-time-prediction: UpdateForgotten", Lie::heap, Set.of()),
        new Case(
            "there are four instances",
            "travel-time-prediction: KeyByForgotten",
            Lie::oneInstance,
            Set.of()),
        new Case(
            "nothing of the finished keys is left",
            "long-ride-alerts: LoneEndKept",
            Lie::smallCheckpoints,
            Set.of()),
        new Case(
            "the task has failed",
            "rides-and-fares: StaticSetOfPairsMade",
            Lie::noFailure,
            Set.of()),
        new Case(
            "the job was stopped, and goes on with more instances",
            "travel-time-prediction: ModelsInOperatorState",
            Lie::noRescale,
            Set.of()),
        new Case(
            "all of this, by a program with no state",
            "travel-time-prediction: ModelsInStaticMap",
            () ->
                Lie.settings()
                    .and(Lie.smallCheckpoints())
                    .and(Lie.noFailure())
                    .and(Lie.noRescale()),
            Set.of("worker loss")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void a_lie_earns_rungs_that_the_program_would_lose(Case told, @TempDir Path folder)
      throws Exception {
    Fixture fixture =
        Fixture.of(Course.PATH.labs()).stream()
            .filter(any -> any.name().equals(told.program()))
            .findFirst()
            .orElseThrow();
    String submission = fixture.copyTo(folder).toString();
    Map<String, String> properties =
        Map.of("kata.submission", submission, "kata.tries", "0", "kata.lab", fixture.lab().id());

    LabGrade grade = grade(fixture, properties, told.lie());

    Set<String> lost = SubmissionsTest.lost(grade);
    lost.retainAll(fixture.loses());
    assertThat(SubmissionsTest.messages(grade), lost, is(equalTo(told.loses())));
  }

  private static LabGrade grade(Fixture fixture, Map<String, String> properties, Supplier<Lie> lies)
      throws Exception {
    Selection selection =
        Selection.from(Course.PATH.labs(), name -> Optional.ofNullable(properties.get(name)));
    AtomicReference<LabGrade> grade =
        new AtomicReference<>(LabGrade.of(fixture.lab(), true, Optional.empty()));
    new CheckRunner(new OwnedStages(WarmStages.STAGES, lies), Rules.of(selection))
        .run(
            CheckRunner.Task.ofAll(fixture.lab(), Submission.of(selection).codeOf(fixture.lab()))
                .filter(task -> fixture.loses().contains(task.check().rung().title()))
                .toList(),
            false,
            result -> grade.updateAndGet(before -> before.with(result)));
    return grade.get();
  }
}
