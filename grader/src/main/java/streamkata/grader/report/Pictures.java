package streamkata.grader.report;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import streamkata.common.model.Event;
import streamkata.grader.grading.Excuse;
import streamkata.grader.kit.Lab;
import streamkata.grader.page.Block;
import streamkata.grader.page.Paragraph;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.stage.Director;
import streamkata.grader.stage.JobFailure;
import streamkata.grader.stage.LimitReached;
import streamkata.grader.stage.TimeLimit;
import streamkata.grader.submission.Implementation;
import streamkata.grader.submission.LabMistake;
import streamkata.grader.submission.Leash;
import streamkata.grader.submission.Submission;
import streamkata.grader.wire.Contract;

/** Runs somebody's programs on a stream, and shows what came out. */
public final class Pictures {

  private final Submission submission;
  private final Function<Lab, LabPicture> pictures;
  private final Duration limit;

  /**
   * Pictures of programs.
   *
   * @param submission whose programs
   * @param pictures how the results of a lab are shown
   * @param limit how long each may take
   */
  public Pictures(Submission submission, Function<Lab, LabPicture> pictures, Duration limit) {
    this.submission = submission;
    this.pictures = pictures;
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
    Implementation implementation;
    try {
      implementation = submission.implementation(lab);
    } catch (LabMistake e) {
      return none(e.getMessage());
    }
    LabPicture picture = pictures.apply(lab);
    Timeline looks = picture.looks(Timeline.of(input));
    Script script = Playback.script(input, stream.maxDelay(), looks);
    Scenario scenario = Scenario.of(script).with(picture.arguments(stream).toArray());
    try {
      Outcome outcome = new Director(scenario, implementation, new TimeLimit(limit)).play();
      return picture.show(stream, looks, outcome);
    } catch (LabMistake e) {
      return none(e.getMessage());
    } catch (LimitReached e) {
      return none(Excuse.of(e, implementation));
    } catch (JobFailure e) {
      return none(Excuse.of(e, implementation, new TimeLimit(limit)));
    } finally {
      Leash.stop(implementation.classLoader());
    }
  }

  private static List<Block> none(String why) {
    return List.of(new Paragraph("No picture. " + why));
  }
}
