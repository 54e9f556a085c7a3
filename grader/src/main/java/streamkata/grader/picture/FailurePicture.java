package streamkata.grader.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.CheckRunner;
import streamkata.grader.grading.LabGrade;
import streamkata.grader.grading.Performance;
import streamkata.grader.grading.ProgramFailed;
import streamkata.grader.grading.Rules;
import streamkata.grader.grading.Stages;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.picture.ScriptLanes.Played;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.scenario.Step;
import streamkata.grader.submission.LabCode;
import streamkata.grader.wire.Contract;
import streamkata.grader.wire.StageLost;

/**
 * A picture of the script that a learner's program fails: what the reference emits, and below it
 * what the program emits. Both are played once more for it, step by step.
 */
public final class FailurePicture {

  /** A script with more steps is no picture any more. */
  private static final int MOST_STEPS = 60;

  private static final int MOST_COLUMNS = 12;

  private final Stages stages;
  private final Stages stagesOfReference;
  private final Rules rules;
  private final Function<Lab, LabCode> program;
  private final Function<Lab, LabCode> reference;

  /**
   * Pictures of a program.
   *
   * @param stages where it is played
   * @param rules how
   * @param program the learner's code of a lab
   * @param reference the reference solution of a lab
   */
  public FailurePicture(
      Stages stages,
      Rules rules,
      Function<Lab, LabCode> program,
      Function<Lab, LabCode> reference) {
    this(stages, stages, rules, program, reference);
  }

  /**
   * Pictures of a program that must not meet the reference.
   *
   * @param stages where the program is played
   * @param stagesOfReference where the reference is played
   * @param rules how
   * @param program the learner's code of a lab
   * @param reference the reference solution of a lab
   */
  public FailurePicture(
      Stages stages,
      Stages stagesOfReference,
      Rules rules,
      Function<Lab, LabCode> program,
      Function<Lab, LabCode> reference) {
    this.stages = stages;
    this.stagesOfReference = stagesOfReference;
    this.rules = rules;
    this.program = program;
    this.reference = reference;
  }

  /**
   * Draws the script of the first check that the program fails and whose script is a picture: it
   * has events, and is not too long.
   *
   * @param grade of a lab
   * @return the lanes; empty if there is no such check, or the program does not play its script to
   *     the end
   * @throws InterruptedException if the calling thread is interrupted
   */
  public Optional<Lanes> of(LabGrade grade) throws InterruptedException {
    LabCode code = program.apply(grade.lab());
    CheckRunner runner = new CheckRunner(stages, rules);
    for (CheckResult result : grade.results()) {
      if (result.verdict() == Verdict.FAILED) {
        Optional<Scenario> played =
            runner.lastPlayed(new CheckRunner.Task(grade.lab(), result.check(), code));
        if (played.isPresent() && isPicture(played.get().script())) {
          return of(grade.lab(), result.check(), played.get(), code);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isPicture(Script script) {
    return script.steps().size() <= MOST_STEPS
        && script.steps().stream().anyMatch(Step.Emit.class::isInstance);
  }

  private Optional<Lanes> of(Lab lab, Check check, Scenario scenario, LabCode code) {
    List<Played> both = new ArrayList<>();
    try {
      both.add(
          new Played("expected", play(scenario, lab, stagesOfReference, reference.apply(lab))));
      both.add(new Played("yours", play(scenario, lab, stages, code)));
    } catch (ProgramFailed | StageLost e) {
      return Optional.empty();
    }
    String title = "%s, %s: %s".formatted(lab.id(), check.rung().title(), check.claim());
    return Optional.of(
        ScriptLanes.of(title, scenario, both, Optional.empty()).shortened(MOST_COLUMNS));
  }

  private Outcome play(Scenario scenario, Lab lab, Stages on, LabCode code) {
    return Performance.play(
        ScriptLanes.withLooks(scenario), on, code, Contract.of(lab.contract()), rules.limit());
  }
}
