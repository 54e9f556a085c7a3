package streamkata.grader.labs.steps;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.steps.Small.script;
import static streamkata.grader.labs.steps.Small.start;
import static streamkata.grader.matchers.Emits.emits;

import java.util.List;
import java.util.stream.LongStream;
import streamkata.common.lab.Steps.DriverCount;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;

/** What the step survive is graded by. */
public class SurviveChecks {

  @GradedCheck(
      points = 0,
      claim = "the rides of each driver are counted",
      lesson = "The count begins with 1. Each START of the driver adds 1.")
  void counts(Trial trial) {
    assertThat(trial.play(script().emit(rides(1, 5))).results(), countsUpTo(5));
  }

  @GradedCheck(
      rung = Rung.TASK_FAILURE,
      points = 0,
      claim = "each ride counts once when a task fails",
      lesson =
          "A field is not in the checkpoint: after a failure it begins with nothing. A static field"
              + " still contains what Flink has undone. Keep the number in keyed state.")
  void taskFailure(Trial trial) {
    assertThat(trial.play(across(Fault.TASK_FAILURE)).results(), countsUpTo(5));
  }

  @GradedCheck(
      rung = Rung.WORKER_LOSS,
      points = 0,
      claim = "each ride counts once when the worker is lost",
      lesson = "Fields and static fields are lost with the worker. Keyed state is restored.")
  void workerLoss(Trial trial) {
    assertThat(trial.play(across(Fault.WORKER_LOSS)).results(), countsUpTo(5));
  }

  @GradedCheck(
      rung = Rung.RESCALE,
      points = 0,
      claim = "the counts continue from a savepoint at another parallelism",
      lesson = "Keyed state moves with its key. A field does not.")
  void rescale(Trial trial) {
    Script script = script().emit(rides(1, 3)).rescale(4).emit(rides(4, 5));

    assertThat(trial.play(Scenario.of(script).atParallelism(2)).results(), countsUpTo(5));
  }

  private static Script across(Fault fault) {
    return script()
        .emit(rides(1, 2))
        .checkpoint()
        .emit(rides(3, 4))
        .inject(fault)
        .emit(rides(5, 5));
  }

  private static List<TaxiRide> rides(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(ride -> start(ride, 70, 7, "13:0%d:00".formatted(ride)))
        .toList();
  }

  private static Emits<DriverCount> countsUpTo(int last) {
    List<DriverCount> counts =
        LongStream.rangeClosed(1, last).mapToObj(n -> new DriverCount(7, (int) n)).toList();
    return emits(
        counts, count -> "driver " + count.driverId(), count -> Small.rides(count.rides()));
  }
}
