package streamkata.grader.labs.hourlytips;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;

/**
 * What the lab hourly-tips must emit for a set of fares of which none is late, computed without
 * Flink: sort the fares into hours, add up each driver's cents, take the first of the sorted.
 */
public final class HourlyTipsOracle {

  private static final long HOUR_MILLIS = 3_600_000;

  private HourlyTipsOracle() {}

  /**
   * The best driver of each hour.
   *
   * @param fares in any order, tips in whole cents
   * @return one result for each hour with a fare, in the order of time
   */
  public static List<HourlyTip> tips(Collection<TaxiFare> fares) {
    Map<Long, List<TaxiFare>> byHour =
        fares.stream()
            .collect(
                Collectors.groupingBy(
                    fare -> Math.floorDiv(fare.startTime(), HOUR_MILLIS),
                    TreeMap::new,
                    Collectors.toList()));
    return byHour.entrySet().stream()
        .map(hour -> best((hour.getKey() + 1) * HOUR_MILLIS, hour.getValue()))
        .toList();
  }

  private static HourlyTip best(long hourEnd, List<TaxiFare> fares) {
    Map<Long, Long> centsByDriver =
        fares.stream()
            .collect(
                Collectors.groupingBy(
                    TaxiFare::driverId, Collectors.summingLong(HourlyTipsOracle::cents)));
    return centsByDriver.entrySet().stream()
        .min(
            Map.Entry.<Long, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(entry -> new HourlyTip(hourEnd, entry.getKey(), entry.getValue() / 100.0))
        .orElseThrow();
  }

  private static long cents(TaxiFare fare) {
    return Math.round(fare.tip() * 100);
  }
}
