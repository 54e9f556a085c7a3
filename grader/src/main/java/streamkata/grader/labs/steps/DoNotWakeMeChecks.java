package streamkata.grader.labs.steps;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Shapes.assertNoGrowth;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.steps.Small.end;
import static streamkata.grader.labs.steps.Small.script;
import static streamkata.grader.labs.steps.Small.start;
import static streamkata.grader.matchers.Emits.emits;

import java.util.List;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.scenario.Script;

/** What the step do-not-wake-me is graded by. */
public class DoNotWakeMeChecks {

  @GradedCheck(
      points = 0,
      claim = "only rides without an END after ten minutes are emitted",
      lesson = "Delete the timer at the END, with the same instant.")
  void longer(Trial trial) {
    Script script =
        script()
            .emit(start(1, 70, 7, "13:00:00"), start(2, 80, 8, "13:05:00"))
            .emit(end(1, 70, 7, "13:00:00", 6))
            .watermark(at("13:15:00"))
            .emit(end(2, 80, 8, "13:05:00", 30));

    assertThat(
        trial.play(script).results(),
        emits(List.of(2L), ride -> "ride " + ride, ride -> "longer than ten minutes"));
  }

  @GradedCheck(
      rung = Rung.STATE_HYGIENE,
      points = 0,
      claim = "after the END of a ride, neither state nor timer is left",
      lesson = "deleteEventTimeTimer deletes the timer, and clear deletes the state.")
  void stateHygiene(Trial trial) {
    Script script = script();
    emitRides(script, 1, 10);
    script.checkpoint("few rides");
    emitRides(script, 11, 200);
    script.checkpoint("many rides");

    assertNoGrowth(
        trial.play(script),
        "few rides",
        "many rides",
        "bytes of state and timers that 190 finished rides have left behind");
  }

  private static void emitRides(Script script, long first, long last) {
    for (long ride = first; ride <= last; ride++) {
      script.emit(start(ride, 70, 7, "13:00:00"), end(ride, 70, 7, "13:00:00", 6));
    }
  }
}
