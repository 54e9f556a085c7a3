package streamkata.grader.labs.steps;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.steps.Small.fare;
import static streamkata.grader.labs.steps.Small.script;
import static streamkata.grader.matchers.Emits.emits;

import java.util.List;
import streamkata.common.lab.Steps.HourCount;
import streamkata.common.model.Event;
import streamkata.grader.grading.Trial;
import streamkata.grader.labs.GradedCheck;

/** What the step rides-per-hour is graded by. */
public class RidesPerHourChecks {

  @GradedCheck(
      points = 0,
      claim = "the fares of each driver and full hour are counted",
      lesson = "Use a window of one hour that begins at the full hour. Its end is excluded.")
  void counts(Trial trial) {
    List<HourCount> counts =
        List.of(
            new HourCount(7, at("14:00:00"), 2),
            new HourCount(8, at("14:00:00"), 1),
            new HourCount(7, at("15:00:00"), 1));

    assertThat(
        trial
            .play(
                script()
                    .emit(fare(1, 70, 7, "13:00:00.000"), fare(2, 80, 8, "13:10:00"))
                    .emit(fare(3, 70, 7, "14:00:00.000"), fare(4, 70, 7, "13:59:59.999"))
                    .watermark(at("15:00:00")))
            .results(),
        emits(
            counts,
            count ->
                "driver %d, hour to %s".formatted(count.driverId(), Event.clock(count.hourEnd())),
            count -> count.fares() == 1 ? "1 fare" : count.fares() + " fares"));
  }
}
