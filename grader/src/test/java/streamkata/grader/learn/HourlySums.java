package streamkata.grader.learn;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import streamkata.common.model.Event;
import streamkata.common.model.TaxiFare;
import streamkata.grader.picture.State;

/** What the lab hourly-tips has in state: one sum for each driver and open hour. */
final class HourlySums implements State {

  private static final long HOUR = 3_600_000;

  /** By hour and driver, cents. */
  private final Map<Long, Map<Long, Long>> hours = new TreeMap<>();

  private long watermark = Long.MIN_VALUE;

  @Override
  public void arrives(Event event) {
    TaxiFare fare = (TaxiFare) event;
    long hour = fare.startTime() / HOUR;
    if ((hour + 1) * HOUR - 1 > watermark) {
      hours
          .computeIfAbsent(hour, any -> new TreeMap<>())
          .merge(fare.driverId(), Math.round(fare.tip() * 100), Long::sum);
    }
  }

  @Override
  public void watermark(long time) {
    watermark = time;
    hours.keySet().removeIf(hour -> (hour + 1) * HOUR - 1 <= time);
  }

  @Override
  public List<String> content() {
    return hours.entrySet().stream()
        .flatMap(
            hour ->
                hour.getValue().entrySet().stream()
                    .map(
                        sum ->
                            String.format(
                                Locale.ROOT,
                                "%dh,d%d %.2f",
                                hour.getKey() % 24,
                                sum.getKey(),
                                sum.getValue() / 100.0)))
        .toList();
  }

  @Override
  public State copy() {
    HourlySums copy = new HourlySums();
    copy.watermark = watermark;
    hours.forEach((hour, sums) -> copy.hours.put(hour, new TreeMap<>(sums)));
    return copy;
  }
}
