package streamkata.grader.labs;

import static streamkata.grader.labs.Trip.trip;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.Trip.Place;

/**
 * START, END and fare of any number of rides, one every 1.7 seconds, which three drivers share.
 * Only the ride id tells which belong together: a fare comes from another system, whose clock, taxi
 * and driver can be others; two rides with ids that are equal as an int have all else in common.
 */
public final class PaidRides {

  private static final List<Place> PLACES =
      List.of(
          new Place(-73.9631, 40.7795),
          new Place(-73.7822, 40.6441),
          new Place(-74.1745, 40.7),
          Awkward.NOWHERE);

  private static final Set<Long> SLOW = Set.of(12L, 35L);
  private static final Set<Long> FAST = Set.of(14L, 40L);
  private static final long MORE_THAN_A_DAY = Duration.ofHours(30).toMillis();

  /** The ride whose START and fare have the time 0. */
  public static final long AT_THE_EPOCH = 1;

  /** A ride whose times are later than the clock of the machine. */
  public static final long IN_THE_NEXT_CENTURY = 2;

  private static final long FIRST_SHARED_CAB = 7_000;

  private PaidRides() {}

  /**
   * When a ride starts.
   *
   * @param rideId identifies the ride
   * @return milliseconds since the epoch, UTC
   */
  public static long time(long rideId) {
    if (rideId == AT_THE_EPOCH) {
      return Awkward.EPOCH;
    }
    return rideId == IN_THE_NEXT_CENTURY
        ? Awkward.NEXT_CENTURY
        : Trip.SOME_TIME + 1_700 * number(rideId);
  }

  /**
   * When the ride of a fare starts by the clock of the terminal: some clocks are more than a day
   * slow or fast.
   *
   * @param rideId identifies the ride
   * @return milliseconds since the epoch, UTC
   */
  public static long fareTime(long rideId) {
    long number = number(rideId);
    long days = SLOW.contains(number) ? -1 : FAST.contains(number) ? 1 : 0;
    return time(rideId) + 613 * (number % 4 - 1) + days * MORE_THAN_A_DAY;
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
   * An END, ten minutes later, or one before its START; at the epoch, at once.
   *
   * @param rideId identifies the ride
   * @return the event
   */
  public static TaxiRide end(long rideId) {
    boolean isOdd = number(rideId) % 4 == 3;
    Duration length = Duration.ofMinutes(isOdd ? -1 : 10);
    return someTrip(rideId).lasting(rideId == AT_THE_EPOCH ? Duration.ZERO : length).end();
  }

  /**
   * A fare: a tip that few other rides have, or cash, or a refund.
   *
   * @param rideId identifies the ride
   */
  public static TaxiFare fare(long rideId) {
    double cents = number(rideId) % 1_000;
    double tip =
        switch ((int) (cents % 5)) {
          case 0 -> 0;
          case 1 -> -cents / 100;
          default -> cents / 100;
        };
    return someTrip(rideId)
        .inCab(FIRST_SHARED_CAB + number(rideId) % 2)
        .startingAt(fareTime(rideId))
        .fare(tip);
  }

  /**
   * One event of each of many rides.
   *
   * @param first the number of the first ride
   * @param count how many rides
   * @param event makes the event of a ride
   * @return the events, by number
   */
  public static List<TaxiEvent> ofEach(long first, int count, LongFunction<TaxiEvent> event) {
    return Awkward.ids(first, count).stream().map(event::apply).toList();
  }

  private static Trip someTrip(long rideId) {
    long number = number(rideId);
    return trip(rideId, place(number), place(number / 4))
        .inCab(FIRST_SHARED_CAB + number % 4)
        .startingAt(time(rideId));
  }

  private static Place place(long number) {
    return PLACES.get((int) (number % PLACES.size()));
  }

  /** Ids that are equal as an int, or but for their sign, have one number. */
  private static long number(long rideId) {
    return Math.abs((long) (int) rideId);
  }
}
