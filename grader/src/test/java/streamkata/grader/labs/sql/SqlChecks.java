package streamkata.grader.labs.sql;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Trip.trip;
import static streamkata.grader.matchers.Emits.emits;
import static streamkata.grader.scenario.Script.script;

import java.util.stream.LongStream;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.labs.Trip;
import streamkata.grader.labs.Trip.Place;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Script;

/** Checks of a query. */
public class SqlChecks {

  private static final Place ANYWHERE = new Place(-73.9851, 40.7589);
  private static final long DRIVER = 2_013_500_007L;

  @GradedCheck(points = 1, claim = "only the START events of a driver are counted")
  void starts(Trial trial) {
    assertThat(
        trial.play(script().emit(ride(1).start(), ride(1).end(), ride(2).start())).results(),
        counts(1, 2));
  }

  @GradedCheck(rung = Rung.TASK_FAILURE, points = 1, claim = "the count survives a task failure")
  void taskFailure(Trial trial) {
    assertThat(trial.play(across(Fault.TASK_FAILURE)).results(), counts(1, 2, 3));
  }

  @GradedCheck(rung = Rung.WORKER_LOSS, points = 1, claim = "the count survives a lost worker")
  void workerLoss(Trial trial) {
    assertThat(trial.play(across(Fault.WORKER_LOSS)).results(), counts(1, 2, 3));
  }

  private static Script across(Fault fault) {
    return script()
        .emit(ride(1).start())
        .checkpoint()
        .emit(ride(2).start())
        .inject(fault)
        .emit(ride(3).start());
  }

  private static Trip ride(long rideId) {
    return trip(rideId, ANYWHERE, ANYWHERE).inCab(7);
  }

  private static Emits<SqlCount> counts(long... counts) {
    return emits(
        LongStream.of(counts).mapToObj(count -> new SqlCount(DRIVER, count)).toList(),
        count -> "driver " + count.driverId(),
        count -> count.rides() + " rides");
  }
}
