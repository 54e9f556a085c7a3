package streamkata.grader.labs.steps;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Shapes.assertNoGrowth;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.steps.Small.fare;
import static streamkata.grader.labs.steps.Small.script;
import static streamkata.grader.matchers.Emits.emits;

import java.util.List;
import java.util.Locale;
import streamkata.common.lab.Steps.HourTolls;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.scenario.Script;

/** What the step tolls-per-hour is graded by. */
public class TollsPerHourChecks {

  @GradedCheck(
      points = 0,
      claim = "the tolls of each taxi and hour are added up",
      lesson = "add() returns the sum with this fare.")
  void tolls(Trial trial) {
    assertThat(
        trial
            .play(
                script()
                    .emit(fare(1, 70, 7, "13:00:00"), fare(2, 80, 8, "13:10:00"))
                    .emit(fare(3, 70, 7, "13:40:00"))
                    .watermark(at("14:00:00")))
            .results(),
        emits(
            List.of(
                new HourTolls(70, at("14:00:00"), 11.08), new HourTolls(80, at("14:00:00"), 5.54)),
            one -> "taxi " + one.taxiId(),
            one -> String.format(Locale.ROOT, "%.2f", one.tolls())));
  }

  @GradedCheck(
      rung = Rung.STATE_HYGIENE,
      points = 0,
      claim = "the state does not grow with the number of fares",
      lesson = "aggregate() keeps one number for each taxi and hour, process() keeps every fare.")
  void stateHygiene(Trial trial) {
    Script script = script();
    emitFares(script, 1, 10);
    script.checkpoint("few fares");
    emitFares(script, 11, 200);
    script.checkpoint("many fares");

    assertNoGrowth(
        trial.play(script),
        "few fares",
        "many fares",
        "bytes of state for 190 more fares of the same taxi and hour");
  }

  private static void emitFares(Script script, long first, long last) {
    for (long ride = first; ride <= last; ride++) {
      script.emit(fare(ride, 70, 7, "13:10:00"));
    }
  }
}
