package streamkata.grader.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import streamkata.grader.picture.Box;
import streamkata.grader.picture.Lanes;
import streamkata.grader.picture.Lanes.Row;
import streamkata.grader.picture.ScriptLanes;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.scenario.Step;

/** Lanes of a lab that writes files: after each step the lines in hidden and in visible files. */
final class FileLanes {

  private FileLanes() {}

  /** Plays a script of events, checkpoints and failures with the reference. */
  static Lanes of(String title, String lab, Script script) {
    Script looking = Script.script();
    for (Step step : script.steps()) {
      looking.then(step).lookOutside("after step " + looking.steps().size());
    }
    Outcome outcome = Theatre.playAsItIs(lab, Scenario.of(looking));
    Lanes lanes = ScriptLanes.of(title, Scenario.of(script), List.of(), Optional.empty());
    List<Row> rows = new ArrayList<>(lanes.rows());
    rows.add(new Row("hidden files", cells(looking, outcome, false)));
    rows.add(new Row("readers see", cells(looking, outcome, true)));
    return new Lanes(title, lanes.columns(), rows);
  }

  /** A cell for each column: what comes again after a failure has columns, and one look. */
  private static List<List<Box>> cells(Script looking, Outcome outcome, boolean visible) {
    List<List<Box>> cells = new ArrayList<>();
    int since = 0;
    for (Step step : looking.steps()) {
      if (step instanceof Step.LookOutside look) {
        cells.add(boxes(outcome, look.name(), visible));
      } else if (step instanceof Step.Inject) {
        for (int i = 0; i < since; i++) {
          cells.add(List.of());
        }
      } else {
        since = Script.isSnapshot(step) ? 0 : since + 1;
      }
    }
    return cells;
  }

  private static List<Box> boxes(Outcome outcome, String look, boolean visible) {
    return outcome.files(look).entrySet().stream()
        .filter(file -> file.getKey().contains("/.") != visible)
        .flatMap(file -> file.getValue().lines())
        .sorted()
        .map(line -> line.split(","))
        .map(
            fields ->
                new Box(
                    List.of(fields[1].charAt(0) + fields[0]),
                    visible ? Box.Shape.RESULT : Box.Shape.STORED,
                    Box.Mark.NONE))
        .toList();
  }
}
