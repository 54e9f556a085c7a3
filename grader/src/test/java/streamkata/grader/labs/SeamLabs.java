package streamkata.grader.labs;

import streamkata.grader.kit.Labs;
import streamkata.grader.labs.rain.RainChecks;
import streamkata.grader.labs.rain.RainLab;
import streamkata.grader.labs.ridefiles.RideFilesChecks;
import streamkata.grader.labs.ridefiles.RideFilesLab;
import streamkata.grader.labs.tally.TallyChecks;
import streamkata.grader.labs.tally.TallyLab;

/** Labs of kinds that no course has yet; they are in the tests only. */
public final class SeamLabs {

  /** A third kind of event; a sink of its own; an older version that has begun. */
  public static final Labs LABS =
      new Course(
              "Seams",
              Course.lab("rain", RainLab.class, RainChecks.class),
              Course.lab("ride-files", RideFilesLab.class, RideFilesChecks.class),
              Course.lab("tally", TallyLab.class, TallyChecks.class))
          .labs();

  private SeamLabs() {}
}
