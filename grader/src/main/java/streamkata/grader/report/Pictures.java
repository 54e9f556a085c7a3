package streamkata.grader.report;

import java.util.List;
import java.util.function.Function;
import streamkata.common.model.Event;
import streamkata.grader.grading.Performance;
import streamkata.grader.grading.ProgramFailed;
import streamkata.grader.grading.Stages;
import streamkata.grader.kit.Lab;
import streamkata.grader.page.Block;
import streamkata.grader.page.Paragraph;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.submission.LabCode;
import streamkata.grader.submission.Submission;
import streamkata.grader.wire.Contract;
import streamkata.grader.wire.StageLost;

/** Runs somebody's programs on a stream, and shows what came out. */
public final class Pictures {

  private final Submission submission;
  private final Function<Lab, LabPicture> pictures;
  private final Stages stages;
  private final int limit;

  /**
   * Pictures of programs.
   *
   * @param submission whose programs
   * @param pictures how the results of a lab are shown
   * @param stages where they are played
   * @param limit the seconds of processor time that each may use
   */
  public Pictures(
      Submission submission, Function<Lab, LabPicture> pictures, Stages stages, int limit) {
    this.submission = submission;
    this.pictures = pictures;
    this.stages = stages;
    this.limit = limit;
  }

  /**
   * Runs a lab and shows its results.
   *
   * @param stream what it is run on
   * @return pictures and numbers; or one sentence that says why there are none, if the lab is not
   *     started or its program does not run
   */
  public List<Block> of(Lab lab, TaxiStream stream) {
    List<? extends Event> input = stream.eventsFor(Contract.of(lab.contract()));
    if (input.isEmpty()) {
      return none("The stream has no events for this lab.");
    }
    if (!submission.has(lab)) {
      return none("There is nothing of this lab.");
    }
    LabPicture picture = pictures.apply(lab);
    Timeline looks = picture.looks(Timeline.of(input));
    Script script = Script.script().emit(picture.before(stream)).checkpoint();
    boolean files = Contract.of(lab.contract()).writesFiles();
    Playback.script(input, stream.maxDelay(), looks, files).steps().forEach(script::then);
    Scenario scenario = Scenario.of(script).with(picture.arguments(stream).toArray());
    LabCode code = submission.codeOf(lab);
    try {
      Outcome outcome =
          Performance.play(scenario, stages, code, Contract.of(lab.contract()), limit);
      return picture.show(stream, looks, outcome);
    } catch (ProgramFailed e) {
      return none(e.sentence(code.packageName()));
    } catch (StageLost e) {
      return none(e.getMessage() + " while it was running.");
    }
  }

  private static List<Block> none(String why) {
    return List.of(new Paragraph("No picture. " + why));
  }
}
