package streamkata.grader.labs.traveltime;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /**
   * Rides since the last checkpoint come again, so both workers predict them: from the same models,
   * or not.
   */
  @Override
  public Finding compare(PrintedResults before, PrintedResults after) {
    Map<String, String> known = new HashMap<>();
    before.lines().forEach(line -> known.put(ride(line), line));
    List<String> first = after.first(COUNTED);
    List<String> now = first.stream().filter(line -> known.containsKey(ride(line))).toList();
    List<String> then = now.stream().map(line -> known.get(ride(line))).toList();
    double atStart = trained(before.first(COUNTED));
    double atKill = trained(before.last(COUNTED));
    double recovered = trained(first);
    boolean asAtStart = Math.abs(recovered - atStart) <= Math.abs(recovered - atKill);
    String again =
        now.isEmpty()
            ? ""
            : "%d of these %d rides arrived again: the old worker predicted -1 for %s of them, the new worker for %s; "
                .formatted(now.size(), first.size(), untrained(then), untrained(now));
    return new Finding(
        !asAtStart && now.equals(then),
        asAtStart,
        "-1 in %s of the first %d predictions after the kill; %sin %s at the very beginning"
            .formatted(untrained(first), first.size(), again, untrained(before.first(COUNTED))));
  }

  private static String ride(String prediction) {
    return prediction.substring(0, prediction.indexOf(','));
  }

  private static String untrained(List<String> results) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * (1 - trained(results)));
  }

  private static double trained(List<String> results) {
    return (double) results.stream().filter(line -> !line.contains(UNTRAINED)).count()
        / results.size();
  }
}
