package streamkata.grader.labs;

import static streamkata.grader.scenario.Trip.trip;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Trip;
import streamkata.grader.scenario.Trip.Place;

/**
 * START, END and fare of any number of rides, one every 1.7 seconds, which three drivers share.
 * Only the ride id tells which belong together.
 */
final class PaidRides {

  private static final Place MUSEUM = new Place(-73.9631, 40.7795);
  private static final Place AIRPORT = new Place(-73.7822, 40.6441);
  private static final long FIRST_SHARED_TAXI = 2_013_007_000L;
  private static final long FIRST_SHARED_DRIVER = 2_013_507_000L;

  private PaidRides() {}

  /** When a ride starts. */
  static long time(long rideId) {
    return Trip.SOME_TIME + 1_700 * rideId;
  }

  static TaxiRide start(long rideId) {
    return withSharedDriver(someTrip(rideId).start());
  }

  /** An END, ten minutes later. */
  static TaxiRide end(long rideId) {
    return withSharedDriver(someTrip(rideId).end());
  }

  /** A fare with a tip that few other rides have. */
  static TaxiFare fare(long rideId) {
    TaxiFare fare = someTrip(rideId).fare(rideId % 1_000 / 100.0);
    return new TaxiFare(
        rideId,
        FIRST_SHARED_TAXI + rideId % 3,
        FIRST_SHARED_DRIVER + rideId % 3,
        fare.startTime(),
        fare.paymentType(),
        fare.tip(),
        fare.tolls(),
        fare.totalFare());
  }

  /** One event of each of many rides. */
  static List<TaxiEvent> ofEach(long firstRide, int count, LongFunction<TaxiEvent> event) {
    return LongStream.range(firstRide, firstRide + count).mapToObj(event).toList();
  }

  /**
   * A ride and its fare come from any two source instances, not by luck from those side by side.
   */
  static Scenario inAnyOrder(Scenario scenario) {
    return scenario.inOrderBy(event -> event);
  }

  private static Trip someTrip(long rideId) {
    return trip(rideId, MUSEUM, AIRPORT).startingAt(time(rideId));
  }

  private static TaxiRide withSharedDriver(TaxiRide ride) {
    return new TaxiRide(
        ride.rideId(),
        ride.isStart(),
        ride.startTime(),
        ride.endTime(),
        ride.startLon(),
        ride.startLat(),
        ride.endLon(),
        ride.endLat(),
        ride.passengerCnt(),
        FIRST_SHARED_TAXI + ride.rideId() % 3,
        FIRST_SHARED_DRIVER + ride.rideId() % 3);
  }
}
