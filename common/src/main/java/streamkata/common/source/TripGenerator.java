package streamkata.common.source;

import java.time.Instant;

/**
 * Makes up taxi rides in New York City. Each ride is computed from the seed and its id alone, so
 * any ride can be had without those before it; same seed, same rides, on every machine.
 *
 * <p>Rides are statistically like real ones. The figures come from the trip records of the New York
 * City Taxi and Limousine Commission (TLC) of January 2013, as do their faults: unknown places,
 * rides that go nowhere, rides of no time, and a few that last for hours. All times are whole
 * seconds.
 *
 * <p>Not safe for use by several threads at once.
 */
final class TripGenerator {

  /** When the first ride starts. */
  static final long FIRST_START = Instant.parse("2013-01-01T00:00:00Z").toEpochMilli();

  /** How many rides start in each minute. */
  static final int STARTS_PER_MINUTE = 525;

  /** No ride lasts longer. */
  static final int LONGEST_MINUTES = 240;

  private static final long MINUTE = 60_000;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int MINUTES_PER_DAY = 1440;

  private static final int TAXIS = 10_500;
  private static final long TAXI_IDS = 2_013_000_001L;
  private static final long DRIVER_IDS = 2_013_100_001L;
  private static final int MINUTES_PER_SHIFT = 720;

  /** How far apart in the list are the two drivers who share a taxi, one for each shift. */
  private static final int TO_OTHER_DRIVER = 4_001;

  /** Percent of rides that are shorter, straight-line distance in km. */
  private static final Quantiles STRAIGHT_KM =
      new Quantiles(
          0, 0.15, 5, 0.52, 10, 0.79, 25, 1.36, 40, 1.99, 50, 2.44, 60, 3.02, 75, 4.29, 85, 5.65,
          90, 6.65, 95, 8.57, 98, 12, 99, 15, 100, 23);

  /** Percent of rides that are shorter, minutes that such a ride takes at the usual speed. */
  private static final Quantiles MINUTES =
      new Quantiles(
          0, 2.2, 5, 3.6, 10, 5.1, 25, 7.2, 40, 9.6, 50, 11.1, 60, 13.0, 75, 16.2, 85, 19.2, 90,
          21.2, 95, 24.5, 98, 28, 99, 30, 100, 35);

  /** The spread of travel times of rides of the same distance at the same hour. */
  private static final double MINUTES_DEVIATION = 0.2;

  private static final double USUAL_KM_PER_HOUR = 20.8;

  /** Mean speed of taxis at each hour of the day. */
  private static final double[] KM_PER_HOUR = {
    23.2, 24.8, 26.0, 28.2, 35.7, 36.1, 30.0, 20.8, 16.0, 16.6, 15.3, 16.4,
    15.2, 14.4, 15.5, 14.7, 14.6, 15.5, 15.0, 16.7, 17.8, 19.8, 20.0, 21.0
  };

  /** Shares of rides with at most 1, 2, ... 5 passengers; the rest have 6. */
  private static final double[] PASSENGERS = {0.584, 0.791, 0.861, 0.903, 0.969};

  /** What a taximeter reports that does not know where it is. */
  private static final Place UNKNOWN = new Place(0, 0);

  /** Newark Airport, the usual destination outside the city. */
  private static final Place NEWARK = new Place(-74.1745, 40.6895);

  private final long seed;
  private final CityMap city = new CityMap();
  private final Draws draws = new Draws();

  TripGenerator(long seed) {
    this.seed = seed;
  }

  /** The beginning of the minute that a time lies in; of the first minute if it lies before. */
  static long startOfMinute(long time) {
    return time < FIRST_START ? FIRST_START : time - (time - FIRST_START) % MINUTE;
  }

  /** The id of the first ride that starts in a minute. */
  static long firstRideOf(long startOfMinute) {
    return 1 + (startOfMinute - FIRST_START) / MINUTE * STARTS_PER_MINUTE;
  }

  /**
   * Computes a ride.
   *
   * @param rideId the id of the ride, from 1 in order of start
   */
  Trip trip(long rideId) {
    draws.restart(seed, rideId);
    long startTime = startTime(rideId);
    double length = draws.uniform();
    double straightKm = STRAIGHT_KM.at(length);
    long endTime = startTime + 1000L * seconds(startTime, MINUTES.at(length));
    Place start = city.pickUp(draws);
    Place end = city.dropOff(start, straightKm, draws);

    double fault = draws.uniform();
    if (fault < 0.0193) {
      end = UNKNOWN;
    }
    if (fault < 0.0182 || fault >= 0.0193 && fault < 0.0197) {
      start = UNKNOWN;
    }
    if (fault >= 0.0197 && fault < 0.0212) {
      end = NEWARK.shifted(draws.normal(), draws.normal());
    }
    if (fault >= 0.0212 && fault < 0.0322) {
      end = start;
    }
    start = start.reported();
    end = end.reported();

    int taxi = draws.below(TAXIS);
    return new Trip(
        rideId,
        startTime,
        endTime,
        start.lon(),
        start.lat(),
        end.lon(),
        end.lat(),
        passengers(),
        TAXI_IDS + taxi,
        DRIVER_IDS + driver(taxi, startTime),
        straightKm);
  }

  private long startTime(long rideId) {
    long minute = (rideId - 1) / STARTS_PER_MINUTE;
    long inMinute = (rideId - 1) % STARTS_PER_MINUTE;
    long second = (long) ((inMinute + draws.uniform()) * SECONDS_PER_MINUTE / STARTS_PER_MINUTE);
    return FIRST_START + minute * MINUTE + second * 1000;
  }

  private long seconds(long startTime, double usualMinutes) {
    double luck = draws.normal();
    double fate = draws.uniform();
    if (fate < 0.003) {
      return 0;
    }
    double minutes;
    if (fate < 0.00335) {
      minutes = 121 + (LONGEST_MINUTES - 121) * draws.uniform();
    } else {
      int hour = (int) (Math.floorDiv(startTime, 60 * MINUTE) % 24);
      double slowness = USUAL_KM_PER_HOUR / KM_PER_HOUR[hour];
      minutes = usualMinutes * slowness * (1 + MINUTES_DEVIATION * luck);
    }
    return Math.round(minutes * SECONDS_PER_MINUTE);
  }

  private int passengers() {
    double draw = draws.uniform();
    int passengers = 1;
    for (double share : PASSENGERS) {
      if (draw >= share) {
        passengers++;
      }
    }
    return passengers;
  }

  /** Each taxi has a driver for the day and one for the night, and its own time of handing over. */
  private static int driver(int taxi, long startTime) {
    long minute = Math.floorDiv(startTime, MINUTE) + taxi % MINUTES_PER_SHIFT;
    boolean isFirstShift = minute % MINUTES_PER_DAY < MINUTES_PER_SHIFT;
    return (isFirstShift ? taxi : taxi + TO_OTHER_DRIVER) % TAXIS;
  }
}
