package streamkata.grader.recovery;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What runs have shown: with checkpoints neither what was learned nor the position is lost; without
 * checkpoints both are.
 *
 * @param claims two for each run
 */
public record RecoveryVerdict(List<Claim> claims) {

  private static final String FIELD =
      "Flink did not restore what the program had learned. It was in a field or a static field, so"
          + " it was lost with the memory of the worker. Keep it in Flink's keyed state"
          + " (ValueState, from open), which is in the checkpoint.";
  private static final String NO_RESTORE =
      "The job did not restart from its last checkpoint. Does configure enable checkpointing and"
          + " set the directory that is passed in?";
  private static final String CONTROL =
      "Without checkpoints the program should have lost this. Where was it kept? Flink's state does"
          + " not survive a restart without a checkpoint. A file or another process does.";

  /**
   * Checks what was observed.
   *
   * @param runs one or more runs
   * @return the verdict, with two claims for each run
   */
  public static RecoveryVerdict of(Recording... runs) {
    return new RecoveryVerdict(Stream.of(runs).flatMap(RecoveryVerdict::claims).toList());
  }

  private static Stream<Claim> claims(Recording run) {
    return run.checkpointing()
        ? Stream.of(
            claim(
                "With checkpoints the program keeps everything that it has learned",
                run.finding().figures(),
                run.finding().remembers(),
                FIELD),
            claim(
                "With checkpoints the source continues from the position of the last checkpoint",
                positions(run),
                resumed(run),
                NO_RESTORE))
        : Stream.of(
            claim(
                "Without checkpoints the program loses everything that it has learned",
                run.finding().figures(),
                run.finding().beganAnew(),
                CONTROL),
            claim(
                "Without checkpoints the source begins again from the first event",
                positions(run),
                beganAgain(run),
                CONTROL));
  }

  /**
   * Whether everything is as it should be.
   *
   * @return whether all claims hold
   */
  public boolean holds() {
    return claims.stream().allMatch(Claim::holds);
  }

  /**
   * The verdict in a sentence or two.
   *
   * @return text for people
   */
  public String summary() {
    return holds()
        ? "This program survives the loss of its worker. With checkpoints nothing is lost. Without"
            + " checkpoints everything is lost."
        : "Not as it should be: "
            + claims.stream()
                .filter(claim -> !claim.holds())
                .map(claim -> "\"%s\" does not hold".formatted(claim.text()))
                .collect(Collectors.joining("; "))
            + ".";
  }

  private static boolean resumed(Recording run) {
    return run.lastCheckpoint().positions().values().stream().anyMatch(position -> position > 0)
        && run.firstPositions().equals(run.lastCheckpoint().positions());
  }

  private static boolean beganAgain(Recording run) {
    return !run.firstPositions().isEmpty()
        && run.firstPositions().values().stream().allMatch(position -> position == 0);
  }

  private static Claim claim(String text, String evidence, boolean holds, String advice) {
    return new Claim(text, evidence, holds, holds ? "" : advice);
  }

  private static String positions(Recording run) {
    String checkpoint =
        run.lastCheckpoint().id().isPresent()
            ? "checkpoint %d has the stream up to %s"
                .formatted(
                    run.lastCheckpoint().id().getAsLong(), text(run.lastCheckpoint().positions()))
            : "it restarted from no checkpoint";
    return run.firstPositions().isEmpty()
        ? checkpoint + "; the new worker read no stream"
        : checkpoint + "; the new worker went on after " + text(run.firstPositions());
  }

  private static String text(Map<String, Long> positions) {
    return positions.entrySet().stream()
        .map(entry -> String.format(Locale.ROOT, "%s event %,d", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
