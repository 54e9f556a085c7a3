package streamkata.grader.labs.steps;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.steps.Small.fare;
import static streamkata.grader.labs.steps.Small.script;
import static streamkata.grader.matchers.Emits.emits;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import streamkata.common.lab.Steps.FareHour;
import streamkata.common.model.Event;
import streamkata.common.model.TaxiFare;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.matchers.Emits;

/** What the step wall-clock is graded by. */
public class WallClockChecks {

  private static final List<TaxiFare> FARES =
      List.of(
          fare(1, 70, 7, "13:00:00.000"),
          fare(2, 80, 8, "12:59:59.999"),
          fare(3, 70, 7, "14:20:00"));

  @GradedCheck(
      points = 0,
      claim = "each fare gives the hour of its event time",
      lesson = "The time is in the fare. Do not use the clock of the machine.")
  void hours(Trial trial) {
    assertThat(trial.play(script().emit(FARES)).results(), hoursOfFares());
  }

  @GradedCheck(
      rung = Rung.EVENT_TIME,
      points = 0,
      claim = "the hours are the same in another order of arrival",
      lesson = "The time is in the fare. It does not depend on the moment when the fare arrives.")
  void eventTime(Trial trial) {
    List<TaxiFare> reversed = new ArrayList<>(FARES);
    Collections.reverse(reversed);

    assertThat(trial.play(script().emit(reversed)).results(), hoursOfFares());
  }

  private static Emits<FareHour> hoursOfFares() {
    List<FareHour> hours =
        List.of(
            new FareHour(1, at("13:00:00")),
            new FareHour(2, at("12:00:00")),
            new FareHour(3, at("14:00:00")));
    return emits(
        hours,
        hour -> "fare of ride " + hour.rideId(),
        hour -> "hour from " + Event.clock(hour.hourStart()));
  }
}
