package streamkata.grader.recovery;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import streamkata.grader.recovery.Recording.Finding;
import streamkata.grader.recovery.Recording.LastCheckpoint;
import streamkata.grader.recovery.Recording.Mark;
import streamkata.grader.recovery.Recording.Sample;
import streamkata.grader.recovery.Recording.Times;

/** Recordings made up for tests: small, and with figures that tell each other apart. */
final class Recordings {

  private static final Finding REMEMBERS = new Finding(true, false, "knows what it knew");
  private static final Finding BEGAN_ANEW = new Finding(false, true, "knows nothing");

  private Recordings() {}

  /** A run that went on from checkpoint 7, as it should. */
  static Recording with() {
    return with(REMEMBERS, Map.of("TaxiRide", 1_300L));
  }

  /** A run with checkpoints whose program had forgotten everything. */
  static Recording withForgetful() {
    return with(BEGAN_ANEW, Map.of("TaxiRide", 1_300L));
  }

  /** A run with checkpoints whose source went on elsewhere. */
  static Recording withSourceAt(long event) {
    return with(REMEMBERS, Map.of("TaxiRide", event));
  }

  /** A run that began again, as it should without checkpoints. */
  static Recording without() {
    return new Recording(
        false,
        List.of(
            new Sample(0, "RUNNING", 0, 0, Double.NaN, 0),
            new Sample(2, "RUNNING", 1_701, 801, 0.61, 0),
            new Sample(3, "RESTARTING", -1, 801, 0.61, 0),
            new Sample(15, "RUNNING", 23, 811, 0.02, 0)),
        marks(2.5),
        new LastCheckpoint(OptionalLong.empty(), Map.of()),
        Map.of("TaxiRide", 0L),
        BEGAN_ANEW,
        new Times(1.11, 0.21, 2.31, 10.41));
  }

  /** The same, seen ten times a second for two minutes. */
  static Recording longer(Recording run) {
    List<Sample> samples =
        IntStream.range(0, 1_200)
            .mapToObj(
                i ->
                    new Sample(
                        i / 10.0,
                        i > 30 && i < 140 ? "RESTARTING" : "RUNNING",
                        i > 30 && i < 140 ? -1 : 50 * i + i % 7,
                        20 * i + i % 3,
                        0.5 + 0.3 * Math.sin(i),
                        run.checkpointing() ? i / 10 : 0))
            .toList();
    return new Recording(
        run.checkpointing(),
        samples,
        run.marks(),
        run.lastCheckpoint(),
        run.firstPositions(),
        run.finding(),
        run.times());
  }

  private static Recording with(Finding finding, Map<String, Long> firstPositions) {
    return new Recording(
        true,
        List.of(
            new Sample(0, "RUNNING", 0, 0, Double.NaN, 0),
            new Sample(2, "RUNNING", 1_500, 700, 0.55, 7),
            new Sample(3, "RESTARTING", -1, 700, 0.55, 7),
            new Sample(14, "RUNNING", 1_900, 950, 0.65, 8)),
        marks(2.25),
        new LastCheckpoint(OptionalLong.of(7), Map.of("TaxiRide", 1_300L)),
        firstPositions,
        finding,
        new Times(1.2, 0.3, 2.4, 10.5));
  }

  private static Map<Mark, Double> marks(double kill) {
    return Map.of(
        Mark.KILLED, kill,
        Mark.RESTARTING, kill + 0.25,
        Mark.NEW_WORKER, kill + 0.5,
        Mark.FIRST_RESULT, kill + 11);
  }
}
