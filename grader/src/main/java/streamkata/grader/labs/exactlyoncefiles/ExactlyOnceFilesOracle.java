package streamkata.grader.labs.exactlyoncefiles;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import streamkata.common.model.TaxiRide;
import streamkata.grader.scenario.Script;
import streamkata.grader.scenario.Step;
import streamkata.grader.wire.Checkpointing;

/** What readers of the lab exactly-once-files must see, computed without Flink. */
public final class ExactlyOnceFilesOracle {

  private ExactlyOnceFilesOracle() {}

  /**
   * Where the line of an event stands.
   *
   * @param ride a START or an END
   * @return the name of the folder
   */
  public static String folder(TaxiRide ride) {
    long time = ride.isStart() ? ride.startTime() : ride.endTime();
    LocalDateTime hour = LocalDateTime.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC);
    return String.format(
        Locale.ROOT,
        "%04d-%02d-%02d-%02d",
        hour.getYear(),
        hour.getMonthValue(),
        hour.getDayOfMonth(),
        hour.getHour());
  }

  /**
   * What readers see at each look at the files. A script must take a checkpoint between a failure
   * before the notification of a checkpoint and the next look: until then, both may be right.
   *
   * @param script what happens
   * @return by the name of the look the events whose lines are visible
   */
  public static Map<String, List<TaxiRide>> visible(Script script) {
    Map<String, List<TaxiRide>> looks = new LinkedHashMap<>();
    List<TaxiRide> visible = new ArrayList<>();
    List<TaxiRide> open = new ArrayList<>();
    List<TaxiRide> untold = new ArrayList<>();
    for (Step step : script.steps()) {
      if (step instanceof Step.Emit emit) {
        open.add((TaxiRide) emit.event());
      } else if (step instanceof Step.CheckpointUntold
          || step.equals(new Step.Unusual(Checkpointing.WAITS))) {
        untold.addAll(open);
        open.clear();
      } else if (step.equals(new Step.Unusual(Checkpointing.COMPLETES_LATE))) {
        visible.addAll(untold);
        untold.clear();
      } else if (Script.isSnapshot(step) || step instanceof Step.Close) {
        visible.addAll(untold);
        visible.addAll(open);
        untold.clear();
        open.clear();
      } else if (step instanceof Step.LookOutside look) {
        looks.put(look.name(), List.copyOf(visible));
      }
    }
    return looks;
  }
}
