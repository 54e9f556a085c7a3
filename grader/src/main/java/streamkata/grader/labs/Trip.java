package streamkata.grader.labs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * A taxi trip to make events of. Every kind of id has a range of its own, the clock is not aligned
 * to anything, and nobody may ride in a taxi, so that mixed-up fields show and wrong conditions.
 *
 * @param rideId identifies the ride
 * @param cab tells the car and its driver from others
 * @param startTime in milliseconds since the epoch, UTC
 * @param duration how long it takes
 * @param from where it starts
 * @param to where it ends
 */
public record Trip(long rideId, long cab, long startTime, Duration duration, Place from, Place to) {

  /** When trips start unless said otherwise: 2013-01-01 13:07:23 UTC. */
  public static final long SOME_TIME = at("13:07:23");

  private static final long FIRST_TAXI = 2_013_000_000L;
  private static final long FIRST_DRIVER = 2_013_500_000L;

  /**
   * A point on the map.
   *
   * @param lon longitude in degrees
   * @param lat latitude in degrees
   */
  public record Place(double lon, double lat) {

    /**
     * A place nearby.
     *
     * @param east degrees of longitude to the east
     * @param north degrees of latitude to the north
     * @return the other place
     */
    public Place plus(double east, double north) {
      return new Place(lon + east, lat + north);
    }
  }

  /**
   * A time, on the day of most trips unless it names another.
   *
   * @param time such as {@code 13:07:23}, {@code 13:07:23.001} or {@code 2013-01-03T13:07:23}, UTC
   * @return milliseconds since the epoch, UTC
   */
  public static long at(String time) {
    String day = time.contains("T") ? "" : "2013-01-01T";
    return Instant.parse(day + time + "Z").toEpochMilli();
  }

  /**
   * A trip of ten minutes between two places. Rides with ids that are equal as an int are in the
   * same cab, others in one of their own.
   *
   * @param rideId identifies the ride
   * @param from where it starts
   * @param to where it ends
   */
  public static Trip trip(long rideId, Place from, Place to) {
    return new Trip(
        rideId, Math.abs((long) (int) rideId), SOME_TIME, Duration.ofMinutes(10), from, to);
  }

  /**
   * The same trip of another length.
   *
   * @param length how long it takes
   * @return a changed copy
   */
  public Trip lasting(Duration length) {
    return new Trip(rideId, cab, startTime, length, from, to);
  }

  /**
   * The same trip at another time.
   *
   * @param time in milliseconds since the epoch, UTC
   * @return a changed copy
   */
  public Trip startingAt(long time) {
    return new Trip(rideId, cab, time, duration, from, to);
  }

  /**
   * The same trip in another cab.
   *
   * @param number tells the car and its driver from others
   * @return a changed copy
   */
  public Trip inCab(long number) {
    return new Trip(rideId, number, startTime, duration, from, to);
  }

  /**
   * The START event of this trip.
   *
   * @return the event; its end time is the epoch
   */
  public TaxiRide start() {
    return event(true, 0);
  }

  /** The END event of this trip. */
  public TaxiRide end() {
    return event(false, startTime + duration.toMillis());
  }

  /**
   * An event of a ride with other passengers.
   *
   * @param passengers how many
   * @param ride any event
   * @return a changed copy
   */
  public static TaxiRide with(int passengers, TaxiRide ride) {
    return new TaxiRide(
        ride.rideId(),
        ride.isStart(),
        ride.startTime(),
        ride.endTime(),
        ride.startLon(),
        ride.startLat(),
        ride.endLon(),
        ride.endLat(),
        passengers,
        ride.taxiId(),
        ride.driverId());
  }

  private TaxiRide event(boolean isStart, long endTime) {
    return new TaxiRide(
        rideId,
        isStart,
        startTime,
        endTime,
        from.lon(),
        from.lat(),
        to.lon(),
        to.lat(),
        Math.floorMod(rideId, 3),
        taxiId(),
        driverId());
  }

  /** Some are 0, some negative, some beyond 2^31. */
  private long taxiId() {
    return switch (Math.floorMod(cab, 7)) {
      case 1 -> 0;
      case 2 -> -FIRST_TAXI - cab;
      case 3 -> Awkward.twin(FIRST_TAXI + cab);
      default -> FIRST_TAXI + cab;
    };
  }

  /** Some are 0, some beyond 2^31. */
  private long driverId() {
    return switch (Math.floorMod(cab, 5)) {
      case 0 -> 0;
      case 1 -> Awkward.twin(FIRST_DRIVER + cab);
      default -> FIRST_DRIVER + cab;
    };
  }

  /**
   * Both events, in the usual order.
   *
   * @return START and END
   */
  public List<TaxiRide> startAndEnd() {
    return List.of(start(), end());
  }

  /**
   * Both events, the other way round.
   *
   * @return END and START
   */
  public List<TaxiRide> endAndStart() {
    return List.of(end(), start());
  }

  /**
   * The fare of this trip; the trip itself cost 12.35 and the tolls 5.54, but every tenth was free.
   *
   * @param tip in dollars; 0 for cash
   */
  public TaxiFare fare(double tip) {
    double tolls = isFree() ? 0 : 5.54;
    double total = isFree() ? 0 : Math.round(100 * (12.35 + tolls + tip)) / 100.0;
    return new TaxiFare(
        rideId, taxiId(), driverId(), startTime, tip == 0 ? "CSH" : "CRD", tip, tolls, total);
  }

  private boolean isFree() {
    return Math.floorMod(rideId, 10) == 0;
  }
}
