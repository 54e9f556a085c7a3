package streamkata.grader.report;

import java.time.Duration;
import java.util.List;
import streamkata.common.lab.Lab;
import streamkata.common.lab.Labs;
import streamkata.grader.grading.*;
import streamkata.grader.page.Block;
import streamkata.grader.page.Paragraph;
import streamkata.grader.program.LabMistake;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.submission.*;
import streamkata.grader.wire.Contract;

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
    try {
      return portrait.show(stream, play(portrait, stream, submission.codeOf(lab)));
    } catch (LabMistake e) {
      return none(e.getMessage());
    } catch (ProgramFailed e) {
      return none(e.failure().text());
    }
  }

  private <L> Outcome play(Portrait<L> portrait, TaxiStream stream, LabCode code) {
    Script script =
        Playback.script(portrait.input(stream), stream.maxDelay(), portrait.looks(stream));
    return Performance.play(
        Scenario.of(script),
        new ThreadStages(),
        code,
        Contract.of(Labs.byId(portrait.lab()).contract()),
        (int) limit.toSeconds());
  }

  private static List<Block> none(String why) {
    return List.of(new Paragraph("No picture. " + why));
  }
}
