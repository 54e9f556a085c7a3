package streamkata.grader.labs.ridecleansing;

import java.util.Collection;
import java.util.List;
import streamkata.common.model.TaxiRide;

/**
 * What the lab ride-cleansing must emit, computed without Flink and without the geography that
 * exercise and solution use: an event is kept if each of its four coordinates lies between the two
 * that bound the city's box.
 */
public final class RideCleansingOracle {

  private RideCleansingOracle() {}

  /**
   * The events that are kept.
   *
   * @param rides the input, in any order
   * @return those of which both ends lie in the box
   */
  public static List<TaxiRide> kept(Collection<TaxiRide> rides) {
    return rides.stream()
        .filter(ride -> isBetween(-74.05, ride.startLon(), -73.7))
        .filter(ride -> isBetween(-74.05, ride.endLon(), -73.7))
        .filter(ride -> isBetween(40.5, ride.startLat(), 41.0))
        .filter(ride -> isBetween(40.5, ride.endLat(), 41.0))
        .toList();
  }

  private static boolean isBetween(double least, double coordinate, double most) {
    return least <= coordinate && coordinate <= most;
  }
}
