package streamkata.grader.labs.tally;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Trip.trip;
import static streamkata.grader.matchers.Emits.emits;
import static streamkata.grader.scenario.Script.script;

import java.util.List;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.labs.Trip.Place;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.submission.KitProgram;

/** Checks of a job that an older version has begun. */
public class TallyChecks {

  private static final KitProgram BEFORE = KitProgram.of(TallyChecks.class, "before/TallyJob.java");
  private static final Place ANYWHERE = new Place(-73.9851, 40.7589);
  private static final long DRIVER = 2_013_500_007L;

  @GradedCheck(points = 1, claim = "rides and passengers are counted")
  void counts(Trial trial) {
    assertThat(
        trial.play(script().emit(start(1), start(2))).results(),
        tallies(new Tally(DRIVER, 1, 1), new Tally(DRIVER, 2, 3)));
  }

  @GradedCheck(
      rung = Rung.RESCALE,
      points = 2,
      claim = "the job goes on from the savepoint of the version before")
  void upgrade(Trial trial) {
    Script script = script().emit(start(1), start(2)).redeploy(2).emit(start(4));
    assertThat(
        trial.play(Scenario.of(script).beginningWith(BEFORE)).results(),
        tallies(new Tally(DRIVER, 1, 0), new Tally(DRIVER, 2, 0), new Tally(DRIVER, 3, 1)));
  }

  @GradedCheck(
      rung = Rung.RESCALE,
      points = 1,
      claim = "the upgraded job goes on when its worker is lost")
  void lostAfterUpgrade(Trial trial) {
    Script script =
        script()
            .emit(start(1))
            .redeploy(1)
            .emit(start(2))
            .checkpoint()
            .emit(start(3))
            .inject(Fault.WORKER_LOSS)
            .emit(start(4));
    assertThat(
        trial.play(Scenario.of(script).beginningWith(BEFORE)).results(),
        tallies(
            new Tally(DRIVER, 1, 0),
            new Tally(DRIVER, 2, 2),
            new Tally(DRIVER, 3, 2),
            new Tally(DRIVER, 4, 3)));
  }

  private static TaxiRide start(long rideId) {
    return trip(rideId, ANYWHERE, ANYWHERE).inCab(7).start();
  }

  private static Emits<Tally> tallies(Tally... tallies) {
    return emits(
        List.of(tallies),
        tally -> "tally %d".formatted(tally.rides()),
        tally -> "%d passengers".formatted(tally.passengers()));
  }
}
