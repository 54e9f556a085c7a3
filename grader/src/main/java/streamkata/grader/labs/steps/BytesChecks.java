package streamkata.grader.labs.steps;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.steps.Small.end;
import static streamkata.grader.labs.steps.Small.rides;
import static streamkata.grader.labs.steps.Small.script;
import static streamkata.grader.matchers.Emits.emits;

import java.util.List;
import streamkata.common.lab.Steps.DriverTotal;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;

/** What the step bytes is graded by. */
public class BytesChecks {

  private static final List<TaxiRide> ENDS =
      List.of(
          end(1, 70, 7, "13:00:00", 12),
          end(2, 80, 8, "13:05:00", 30),
          end(3, 70, 7, "13:20:00", 9),
          end(4, 70, 7, "13:40:00", 20));

  @GradedCheck(
      points = 0,
      claim = "rides and passengers of each driver are added up",
      lesson = "For each START, add 1 to the rides, and add passengerCnt to the passengers.")
  void totals(Trial trial) {
    assertThat(trial.play(ends()).results(), driverTotals());
  }

  @GradedCheck(
      rung = Rung.SERIALISATION,
      points = 0,
      claim = "Flink serialises the state without Kryo",
      lesson = "Flink serialises a class itself if the class and its fields are public.")
  void serialisation(Trial trial) {
    assertThat(trial.play(Scenario.of(ends()).withoutKryo()).results(), driverTotals());
  }

  @GradedCheck(
      rung = Rung.ROCKSDB,
      points = 0,
      claim = "the totals are the same on the RocksDB state backend",
      lesson = "On RocksDB, value() returns a copy. Call update() after the object has changed.")
  void rocksdb(Trial trial) {
    assertThat(trial.play(Scenario.of(ends()).onRocksDb()).results(), driverTotals());
  }

  private static Script ends() {
    return script().telling(event -> Small.told(event) + ", 2 passengers").emit(ENDS);
  }

  private static Emits<DriverTotal> driverTotals() {
    List<DriverTotal> totals =
        List.of(
            new DriverTotal(7, 1, 2),
            new DriverTotal(8, 1, 2),
            new DriverTotal(7, 2, 4),
            new DriverTotal(7, 3, 6));
    return emits(
        totals,
        total -> "driver " + total.driverId(),
        total -> "%s with %d passengers".formatted(rides(total.rides()), total.passengers()));
  }
}
