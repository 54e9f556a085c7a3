package streamkata.grader.labs.traveltime;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import streamkata.grader.recovery.Evidence;
import streamkata.grader.recovery.PrintedResults;
import streamkata.grader.recovery.Recording.Finding;

/**
 * Evidence of travel-time-prediction: a model that was trained predicts minutes, a new one says -1.
 */
public final class LearnedPredictions implements Evidence {

  private static final int COUNTED = 500;
  private static final double LEARNED = 0.5;
  private static final double FURTHER = 1.25;
  private static final String UNTRAINED = "minutes=-1]";

  @Override
  public Pattern resultLine() {
    return Pattern.compile("TravelTimePrediction\\[");
  }

  @Override
  public List<String> arguments() {
    return List.of("--speed", "600");
  }

  @Override
  public boolean isEnoughToLose(long position, PrintedResults results) {
    return results.lines().size() >= 2 * COUNTED && trained(results.last(COUNTED)) >= LEARNED;
  }

  /** Past the event at which the worker was killed, so that both runs can be compared there. */
  @Override
  public boolean isEnoughAfter(Progress now, PrintedResults results) {
    return results.lines().size() >= 2 * COUNTED
        && now.position() >= FURTHER * now.positionAtKill();
  }

  @Override
  public double share(List<PrintedResults> workers) {
    return trained(workers.get(workers.size() - 1).last(COUNTED));
  }

  @Override
  public String shareName() {
    return "share of predictions in minutes";
  }

  @Override
  public Finding compare(PrintedResults before, PrintedResults after) {
    double atStart = trained(before.first(COUNTED));
    double atKill = trained(before.last(COUNTED));
    double recovered = trained(after.first(COUNTED));
    boolean asAtStart = Math.abs(recovered - atStart) <= Math.abs(recovered - atKill);
    return new Finding(
        !asAtStart,
        asAtStart,
        String.format(
            Locale.ROOT,
            "-1 in %.0f %% of the last %d predictions before the kill, in %.0f %% of the first %d"
                + " after it; in %.0f %% at the very beginning",
            100 * (1 - atKill),
            COUNTED,
            100 * (1 - recovered),
            COUNTED,
            100 * (1 - atStart)));
  }

  private static double trained(List<String> results) {
    return (double) results.stream().filter(line -> !line.contains(UNTRAINED)).count()
        / results.size();
  }
}
