package streamkata.grader.labs;

import static streamkata.grader.labs.Trip.trip;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.Trip.Place;

/**
 * START, END and fare of any number of rides, one every 1.7 seconds, which three drivers share.
 * Only the ride id tells which belong together.
 */
public final class PaidRides {

  private static final Place MUSEUM = new Place(-73.9631, 40.7795);
  private static final Place AIRPORT = new Place(-73.7822, 40.6441);
  private static final long FIRST_SHARED_CAB = 7_000;

  private PaidRides() {}

  /**
   * When a ride starts.
   *
   * @param rideId identifies the ride
   * @return milliseconds since the epoch, UTC
   */
  public static long time(long rideId) {
    return Trip.SOME_TIME + 1_700 * rideId;
  }

  /**
   * A START.
   *
   * @param rideId identifies the ride
   * @return the event
   */
  public static TaxiRide start(long rideId) {
    return someTrip(rideId).start();
  }

  /**
   * An END, ten minutes later.
   *
   * @param rideId identifies the ride
   * @return the event
   */
  public static TaxiRide end(long rideId) {
    return someTrip(rideId).end();
  }

  /**
   * A fare with a tip that few other rides have.
   *
   * @param rideId identifies the ride
   */
  public static TaxiFare fare(long rideId) {
    return someTrip(rideId).fare(rideId % 1_000 / 100.0);
  }

  /**
   * One event of each of many rides.
   *
   * @param firstRide the id of the first ride
   * @param count how many rides
   * @param event makes the event of a ride
   * @return the events, by ride id
   */
  public static List<TaxiEvent> ofEach(long firstRide, int count, LongFunction<TaxiEvent> event) {
    return LongStream.range(firstRide, firstRide + count).mapToObj(event).toList();
  }

  private static Trip someTrip(long rideId) {
    return trip(rideId, MUSEUM, AIRPORT)
        .inCab(FIRST_SHARED_CAB + rideId % 3)
        .startingAt(time(rideId));
  }
}
