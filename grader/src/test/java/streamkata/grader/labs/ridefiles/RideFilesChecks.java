package streamkata.grader.labs.ridefiles;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Trip.trip;
import static streamkata.grader.matchers.Emits.emits;
import static streamkata.grader.scenario.Script.script;

import java.util.List;
import java.util.stream.LongStream;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.labs.Trip.Place;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;

/** Checks of what a reader of files sees. */
public class RideFilesChecks {

  private static final Place ANYWHERE = new Place(-73.9851, 40.7589);

  @GradedCheck(points = 1, claim = "rides are in the files when a checkpoint has them, not before")
  void atCheckpoints(Trial trial) {
    Outcome outcome =
        trial.play(
            script()
                .emit(rides(1, 2))
                .lookOutside("before")
                .checkpoint()
                .emit(rides(3))
                .lookOutside("between")
                .checkpoint()
                .lookOutside("after"));

    assertThat("before the checkpoint", read(outcome, "before"), lines());
    assertThat("after the checkpoint", read(outcome, "between"), lines(1, 2));
    assertThat("after the second checkpoint", read(outcome, "after"), lines(1, 2, 3));
  }

  @GradedCheck(rung = Rung.PARALLELISM, points = 1, claim = "the same with four instances")
  void parallelism(Trial trial) {
    Script script = script().emit(rides(1, 2, 3, 4, 5)).checkpoint().lookOutside("after");
    assertThat(
        read(trial.play(Scenario.of(script).atParallelism(4)), "after"), lines(1, 2, 3, 4, 5));
  }

  @GradedCheck(rung = Rung.TASK_FAILURE, points = 1, claim = "no ride twice after a task failure")
  void taskFailure(Trial trial) {
    assertThat(read(trial.play(across(Fault.TASK_FAILURE)), "after"), lines(1, 2, 3, 4));
  }

  @GradedCheck(
      rung = Rung.TASK_FAILURE,
      points = 1,
      claim = "no ride is lost or twice if a task fails before it is told of a checkpoint")
  void beforeTheNotification(Trial trial) {
    Script script =
        script()
            .emit(rides(1, 2))
            .checkpointUntold()
            .lookOutside("untold")
            .emit(rides(3))
            .inject(Fault.TASK_FAILURE)
            .emit(rides(4))
            .checkpointUntold()
            .inject(Fault.WORKER_LOSS, 2)
            .close()
            .lookOutside("at the end");
    Outcome outcome = trial.play(Scenario.of(script).atParallelism(4));

    assertThat("before the notification", read(outcome, "untold"), lines());
    assertThat("at the end", read(outcome, "at the end"), lines(1, 2, 3, 4));
  }

  @GradedCheck(
      rung = Rung.TASK_FAILURE,
      points = 1,
      claim = "no ride is visible by a checkpoint that fails, not even by the last one")
  void failingCheckpoints(Trial trial) {
    Script script =
        script()
            .emit(rides(1))
            .checkpointAborted()
            .lookOutside("failed")
            .emit(rides(2))
            .checkpoint()
            .lookOutside("completed")
            .emit(rides(3))
            .closeAborted()
            .lookOutside("last one failed")
            .close()
            .lookOutside("at the end");
    Outcome outcome = trial.play(Scenario.of(script).atParallelism(2));

    assertThat("after a checkpoint that failed", read(outcome, "failed"), lines());
    assertThat("after the next one", read(outcome, "completed"), lines(1, 2));
    assertThat("after the last one failed", read(outcome, "last one failed"), lines(1, 2));
    assertThat("at the end", read(outcome, "at the end"), lines(1, 2, 3));
  }

  @GradedCheck(rung = Rung.WORKER_LOSS, points = 1, claim = "no ride twice after a lost worker")
  void workerLoss(Trial trial) {
    assertThat(read(trial.play(across(Fault.WORKER_LOSS)), "after"), lines(1, 2, 3, 4));
  }

  @GradedCheck(rung = Rung.RESCALE, points = 1, claim = "no ride twice after a rescale")
  void rescale(Trial trial) {
    Script script =
        script()
            .emit(rides(1, 2))
            .checkpoint()
            .emit(rides(3))
            .rescale(4)
            .lookOutside("stopped")
            .emit(rides(4))
            .checkpoint()
            .lookOutside("after");
    Outcome outcome = trial.play(Scenario.of(script).atParallelism(2));

    assertThat("after the savepoint", read(outcome, "stopped"), lines(1, 2, 3));
    assertThat("after the next checkpoint", read(outcome, "after"), lines(1, 2, 3, 4));
  }

  private static Script across(Fault fault) {
    return script()
        .emit(rides(1, 2))
        .checkpoint()
        .emit(rides(3))
        .inject(fault)
        .emit(rides(4))
        .checkpoint()
        .lookOutside("after");
  }

  private static List<TaxiRide> rides(long... ids) {
    return LongStream.of(ids).mapToObj(id -> trip(id, ANYWHERE, ANYWHERE).start()).toList();
  }

  private static List<String> read(Outcome outcome, String look) {
    return outcome.files(look).entrySet().stream()
        .filter(file -> !file.getKey().startsWith("."))
        .flatMap(file -> file.getValue().lines())
        .toList();
  }

  private static Emits<String> lines(long... ids) {
    return emits(
        LongStream.of(ids).mapToObj(Long::toString).toList(), id -> "ride " + id, id -> "a line");
  }
}
