package streamkata.grader.recovery;

import java.util.List;
import java.util.Locale;

/**
 * What two runs have shown: with checkpoints neither the models nor the position are lost; without
 * checkpoints both are.
 *
 * @param claims four claims, two for each run
 */
public record Verdict(List<Claim> claims) {

  private static final String FIELD =
      "What the program had learned was not restored with the job: it lives in a field or a static variable, in the"
          + " memory of the worker, and died with it. Keep it in Flink's keyed state (ValueState,"
          + " obtained in open), which is in the checkpoint.";
  private static final String NO_RESTORE =
      "The job did not restart from its last checkpoint. Does configure enable checkpointing and"
          + " set the directory that it is given?";
  private static final String CONTROL =
      "Without checkpoints this should have been lost: what kept it? Flink state does not outlive a"
          + " restart without a checkpoint; a file or another process would.";

  /**
   * Compares two runs.
   *
   * @param with the run with checkpoints
   * @param without the run without
   * @return the verdict
   */
  public static Verdict of(Recording with, Recording without) {
    return new Verdict(
        List.of(
            claim(
                "With checkpoints nothing that was learned is lost",
                with.finding().figures(),
                with.finding().remembers(),
                FIELD),
            claim(
                "With checkpoints the source goes on where the last checkpoint was taken",
                positions(with),
                resumed(with),
                NO_RESTORE),
            claim(
                "Without checkpoints everything learned is lost",
                without.finding().figures(),
                without.finding().beganAnew(),
                CONTROL),
            claim(
                "Without checkpoints the source begins again",
                positions(without),
                without.firstPosition().orElse(-1) == 0,
                CONTROL)));
  }

  /**
   * Whether everything is as it should be.
   *
   * @return whether all claims hold
   */
  public boolean holds() {
    return claims.stream().allMatch(Claim::holds);
  }

  private static boolean resumed(Recording run) {
    return run.lastCheckpoint().id().isPresent()
        && run.lastCheckpoint().position() > 0
        && run.firstPosition().orElse(-1) == run.lastCheckpoint().position();
  }

  private static Claim claim(String text, String evidence, boolean holds, String advice) {
    return new Claim(text, evidence, holds, holds ? "" : advice);
  }

  private static String positions(Recording run) {
    String checkpoint =
        run.lastCheckpoint().id().isPresent()
            ? String.format(
                Locale.ROOT,
                "checkpoint %d has the stream up to event %,d",
                run.lastCheckpoint().id().getAsLong(),
                run.lastCheckpoint().position())
            : "it restarted from no checkpoint";
    return run.firstPosition().isPresent()
        ? String.format(
            Locale.ROOT,
            "%s; worker 2 went on after event %,d",
            checkpoint,
            run.firstPosition().getAsLong())
        : checkpoint + "; worker 2 never read the stream";
  }
}
