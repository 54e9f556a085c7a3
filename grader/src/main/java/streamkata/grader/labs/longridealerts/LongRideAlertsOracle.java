package streamkata.grader.labs.longridealerts;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import streamkata.common.model.TaxiRide;

/**
 * What the lab long-ride-alerts must have emitted once the watermark is two hours past the last
 * START, computed without Flink: the STARTs, without those whose ride has an END soon enough.
 */
public final class LongRideAlertsOracle {

  private static final long LIMIT_MILLIS = 7_200_000;

  private LongRideAlertsOracle() {}

  /**
   * The long rides.
   *
   * @param rides START and END events in any order
   * @return one ride id for each START without an END within two hours
   */
  public static List<Long> alerts(Collection<TaxiRide> rides) {
    Set<Long> endedSoonEnough =
        rides.stream()
            .filter(ride -> !ride.isStart())
            .filter(end -> end.endTime() - end.startTime() <= LIMIT_MILLIS)
            .map(TaxiRide::rideId)
            .collect(Collectors.toSet());
    return rides.stream()
        .filter(TaxiRide::isStart)
        .map(TaxiRide::rideId)
        .filter(rideId -> !endedSoonEnough.contains(rideId))
        .toList();
  }
}
