package streamkata.grader.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import streamkata.grader.grading.CheckRunner;
import streamkata.grader.grading.Performance;
import streamkata.grader.grading.ProgramFailed;
import streamkata.grader.grading.Rules;
import streamkata.grader.grading.Stages;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.picture.ScriptLanes.Played;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
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
   * Draws the script of a check.
   *
   * @param lab the lab
   * @param check one of its checks, which the program fails
   * @return the lanes; empty if the script is too long, or the program does not play it to its end
   * @throws InterruptedException if the calling thread is interrupted
   */
  public Optional<Lanes> of(Lab lab, Check check) throws InterruptedException {
    LabCode code = program.apply(lab);
    Optional<Scenario> played =
        new CheckRunner(stages, rules).lastPlayed(new CheckRunner.Task(lab, check, code));
    if (played.isEmpty() || played.get().script().steps().size() > MOST_STEPS) {
      return Optional.empty();
    }
    Scenario scenario = played.get();
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
