package streamkata.grader.labs.steps;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Shapes.assertNoGrowth;
import static streamkata.grader.labs.steps.Small.end;
import static streamkata.grader.labs.steps.Small.script;
import static streamkata.grader.labs.steps.Small.start;
import static streamkata.grader.matchers.Emits.emits;

import java.util.List;
import streamkata.common.lab.Steps.RideMinutes;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.scenario.Script;

/** What the step clean-up is graded by. */
public class CleanUpChecks {

  @GradedCheck(
      points = 0,
      claim = "each END gives the minutes of its ride",
      lesson = "The START is in state when the END arrives. Clear it after that, not before.")
  void minutes(Trial trial) {
    List<RideMinutes> minutes = List.of(new RideMinutes(1, 12), new RideMinutes(2, 30));

    assertThat(
        trial
            .play(
                script()
                    .emit(start(1, 70, 7, "13:00:00"), start(2, 80, 8, "13:05:00"))
                    .emit(end(1, 70, 7, "13:00:00", 12), end(2, 80, 8, "13:05:00", 30)))
            .results(),
        emits(minutes, ride -> "ride " + ride.rideId(), ride -> ride.minutes() + " minutes"));
  }

  @GradedCheck(
      rung = Rung.STATE_HYGIENE,
      points = 0,
      claim = "after the END of a ride, nothing of it is in state",
      lesson = "clear() deletes the state of the current key.")
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
        "bytes of state that 190 finished rides have left behind");
  }

  private static void emitRides(Script script, long first, long last) {
    for (long ride = first; ride <= last; ride++) {
      script.emit(start(ride, 70, 7, "13:00:00"), end(ride, 70, 7, "13:00:00", 12));
    }
  }
}
