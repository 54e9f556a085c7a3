package streamkata.grader.report;

import java.time.Duration;
import java.util.List;
import streamkata.common.lab.Lab;
import streamkata.common.lab.Labs;
import streamkata.grader.grading.Excuse;
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

/** Runs somebody's programs on a stream, and shows what came out. */
public final class Studio {

  private static final List<Portrait<?>> PORTRAITS =
      List.of(
          new CleansingPortrait(),
          PairingPortrait.ridesAndFares(),
          new TipsPortrait(),
          new PlacesPortrait(),
          new PredictionPortrait(),
          new AlertsPortrait(),
          PairingPortrait.expiringState());

  private final Submission submission;
  private final Duration limit;

  /**
   * A studio.
   *
   * @param submission whose programs
   * @param limit how long each may take
   */
  public Studio(Submission submission, Duration limit) {
    this.submission = submission;
    this.limit = limit;
  }

  /** The ids of all labs that can be shown. */
  static List<String> labs() {
    return PORTRAITS.stream().<String>map(Portrait::lab).toList();
  }

  /**
   * Runs a lab and shows its results.
   *
   * @param lab the lab
   * @param stream what it is run on
   * @return pictures and numbers; or one sentence that says why there are none, if the lab is not
   *     started or its program does not run
   */
  public List<Block> portray(Lab lab, TaxiStream stream) {
    Portrait<?> portrait =
        PORTRAITS.stream().filter(p -> p.lab().equals(lab.id())).findFirst().orElseThrow();
    return portray(portrait, stream);
  }

  @SuppressWarnings("unchecked")
  private <L> List<Block> portray(Portrait<L> portrait, TaxiStream stream) {
    Lab lab = Labs.byId(portrait.lab());
    if (portrait.input(stream).isEmpty()) {
      return none("The stream has no events for this lab.");
    }
    if (!submission.has(lab)) {
      return none("There is nothing of this lab.");
    }
    Implementation<L> implementation;
    try {
      implementation = submission.implementation(lab, (Class<L>) lab.contract());
    } catch (LabMistake e) {
      return none(e.getMessage());
    }
    try {
      return portrait.show(stream, play(portrait, stream, implementation));
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

  private <L> Outcome play(
      Portrait<L> portrait, TaxiStream stream, Implementation<L> implementation) {
    Script script =
        Playback.script(portrait.input(stream), stream.maxDelay(), portrait.looks(stream));
    TimeLimit time = new TimeLimit(limit);
    return new Director<>(Scenario.of(script), portrait.pipeline(stream), implementation, time)
        .play();
  }

  private static List<Block> none(String why) {
    return List.of(new Paragraph("No picture. " + why));
  }
}
