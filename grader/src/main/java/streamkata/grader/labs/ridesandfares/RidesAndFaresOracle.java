package streamkata.grader.labs.ridesandfares;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * What the lab rides-and-fares must emit, computed without Flink. Order plays no part: of all that
 * ever arrived, each START is compared with each fare.
 */
public final class RidesAndFaresOracle {

  private RidesAndFaresOracle() {}

  /**
   * The pairs.
   *
   * @param events START and END events and fares, in any order
   * @return each START with the fare of the same ride
   */
  public static List<RideAndFare> pairs(Collection<? extends TaxiEvent> events) {
    Map<Long, List<TaxiFare>> faresByRide =
        events.stream()
            .filter(TaxiFare.class::isInstance)
            .map(TaxiFare.class::cast)
            .collect(Collectors.groupingBy(TaxiFare::rideId));
    List<RideAndFare> pairs = new ArrayList<>();
    for (TaxiEvent event : events) {
      if (event instanceof TaxiRide ride && ride.isStart()) {
        faresByRide
            .getOrDefault(ride.rideId(), List.of())
            .forEach(fare -> pairs.add(new RideAndFare(ride, fare)));
      }
    }
    return pairs;
  }
}
