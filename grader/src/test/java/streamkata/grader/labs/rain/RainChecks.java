package streamkata.grader.labs.rain;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.matchers.Emits.emits;
import static streamkata.grader.scenario.Script.script;

import java.util.List;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.labs.Trip;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;

/** Checks with several inputs of one type, each with watermarks of its own. */
public class RainChecks {

  private static final int RIDES = 0;
  private static final int NORTH = 1;
  private static final int SOUTH = 2;

  @GradedCheck(points = 1, claim = "the stations are told apart")
  void stations(Trial trial) {
    assertThat(
        trial.play(reports().emit(start(1, "13:10:00")).watermark(at("14:00:00"))).results(),
        wet(new WetRide(1, "south")));
  }

  @GradedCheck(
      rung = Rung.EVENT_TIME,
      points = 1,
      claim = "a ride waits until the watermarks of all inputs have reached its time")
  void slowInput(Trial trial) {
    Outcome outcome =
        trial.play(
            script()
                .emit(NORTH, new RainReport(at("13:00:00"), false))
                .emit(start(1, "13:10:00"))
                .watermark(RIDES, at("14:00:00"))
                .watermark(NORTH, at("14:00:00"))
                .look("the south is behind")
                .emit(SOUTH, new RainReport(at("13:05:00"), true))
                .watermark(SOUTH, at("13:10:00")));

    assertThat(outcome.results("the south is behind"), wet());
    assertThat(outcome.results(), wet(new WetRide(1, "south")));
  }

  @GradedCheck(
      rung = Rung.PARALLELISM,
      points = 1,
      claim = "several instances of an input read what belongs to it")
  void parallelism(Trial trial) {
    Script script = reports().emit(start(1, "13:10:00"), start(2, "13:20:00"));
    assertThat(
        trial.play(Scenario.of(script.watermark(at("14:00:00"))).atParallelism(4)).results(),
        wet(new WetRide(1, "south"), new WetRide(2, "south")));
  }

  @GradedCheck(rung = Rung.TASK_FAILURE, points = 1, claim = "reports survive a task failure")
  void taskFailure(Trial trial) {
    across(trial, Fault.TASK_FAILURE);
  }

  @GradedCheck(rung = Rung.WORKER_LOSS, points = 1, claim = "reports survive a lost worker")
  void workerLoss(Trial trial) {
    across(trial, Fault.WORKER_LOSS);
  }

  private static void across(Trial trial, Fault fault) {
    Script script =
        reports()
            .checkpoint()
            .emit(NORTH, new RainReport(at("13:05:00"), true))
            .watermark(NORTH, at("13:06:00"))
            .inject(fault)
            // Two inputs have no order between them: the ride comes when the reports are there
            // again.
            .look("the reports are there again")
            .emit(start(1, "13:10:00"))
            .watermark(at("14:00:00"));
    assertThat(trial.play(script).results(), wet(new WetRide(1, "north"), new WetRide(1, "south")));
  }

  /** With a look: only what a gate is between arrives in an order that is sure. */
  private static Script reports() {
    return script()
        .emit(NORTH, new RainReport(at("13:00:00"), false))
        .emit(SOUTH, new RainReport(at("13:00:00"), true))
        .look("the reports are there");
  }

  private static TaxiRide start(long rideId, String time) {
    Trip.Place anywhere = new Trip.Place(-73.9851, 40.7589);
    return Trip.trip(rideId, anywhere, anywhere).startingAt(at(time)).start();
  }

  private static Emits<WetRide> wet(WetRide... rides) {
    return emits(List.of(rides), ride -> "ride " + ride.rideId(), WetRide::station);
  }
}
