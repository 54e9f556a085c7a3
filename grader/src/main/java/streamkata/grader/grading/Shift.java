package streamkata.grader.grading;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.Event;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;
import streamkata.grader.kit.Selection;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Step;

/**
 * Moves the ids, times and places of a scenario by what the seed says, and those of its results
 * back: what is right for one seed cannot be learned from another. Scripts and messages have them
 * as they are under the default seed, which moves nothing.
 *
 * <p>What a script is about stays: the order of ids and times, full hours, which ids are equal in
 * one half or have the same hash code, cells, distances and directions. A 0 stays 0.
 *
 * @param ride is added to the id of a ride
 * @param cab is added to the ids of a driver and of a taxi
 * @param time milliseconds, whole hours
 * @param lon degrees of longitude, whole cells
 */
record Shift(long ride, long cab, long time, double lon) {

  private static final long HOUR = 3_600_000;
  private static final long HOURS_IN_TWENTY_YEARS = 20 * 365 * 24;
  private static final int MOST_CELLS = 30;
  private static final Shift NONE = new Shift(0, 0, 0, 0);

  /**
   * The distance between two neighbouring doubles from 64 to 128: sums of its multiples are exact.
   */
  private static final double GRAIN = Math.ulp(64.0);

  /** What a seed says. */
  static Shift of(long seed) {
    if (seed == Selection.DEFAULT_SEED) {
      return NONE;
    }
    Random random = new Random(seed);
    double cells = random.nextInt(-MOST_CELLS, MOST_CELLS + 1) * GeoUtils.CELL_WIDTH;
    return new Shift(
        evenHalves(random.nextInt(-(1 << 28), 1 << 28), random),
        evenHalves(random.nextInt(1 << 28), random),
        HOUR * random.nextLong(HOURS_IN_TWENTY_YEARS),
        Math.rint(cells / GRAIN) * GRAIN);
  }

  private static long evenHalves(int high, Random random) {
    return ((long) (high & ~1) << Integer.SIZE) + 2L * random.nextInt(1 << 20);
  }

  /**
   * The same for one scenario: where moving would change which places are in the city, none move.
   */
  Shift in(Scenario scenario) {
    boolean movable =
        scenario.script().steps().stream()
            .filter(Step.Emit.class::isInstance)
            .map(step -> ((Step.Emit) step).event())
            .filter(TaxiRide.class::isInstance)
            .map(TaxiRide.class::cast)
            .flatMapToDouble(ride -> DoubleStream.of(ride.startLon(), ride.endLon()))
            .allMatch(this::isMovable);
    return movable ? this : new Shift(ride, cab, time, 0);
  }

  /** No position at all does not move; an edge of the city must not. */
  private boolean isMovable(double degrees) {
    return !isPosition(degrees)
        || DoubleStream.of(GeoUtils.LON_WEST, GeoUtils.LON_EAST)
            .allMatch(
                edge ->
                    Math.min(degrees, degrees + lon) > edge + GeoUtils.CELL_WIDTH
                        || Math.max(degrees, degrees + lon) < edge - GeoUtils.CELL_WIDTH);
  }

  private static boolean isPosition(double degrees) {
    return degrees != 0 && !Double.isNaN(degrees);
  }

  /** An event as the program sees it. */
  Event moved(Event event) {
    return (Event) moved(event, this);
  }

  /** A watermark as the program sees it. */
  long moved(long watermark) {
    return watermark + time;
  }

  /** Results as the script would have them. */
  List<?> back(List<?> results) {
    Shift back = new Shift(-ride, -cab, -time, -lon);
    return results.stream().map(result -> moved(result, back)).toList();
  }

  private static Object moved(Object value, Shift by) {
    if (value instanceof TaxiRide ride) {
      DoubleUnaryOperator lon = degrees -> isPosition(degrees) ? degrees + by.lon : degrees;
      return new TaxiRide(
          sum(ride.rideId(), by.ride),
          ride.isStart(),
          sum(ride.startTime(), by.time),
          sum(ride.endTime(), by.time),
          lon.applyAsDouble(ride.startLon()),
          ride.startLat(),
          lon.applyAsDouble(ride.endLon()),
          ride.endLat(),
          ride.passengerCnt(),
          sum(ride.taxiId(), by.cab),
          sum(ride.driverId(), by.cab));
    }
    if (value instanceof TaxiFare fare) {
      return new TaxiFare(
          sum(fare.rideId(), by.ride),
          sum(fare.taxiId(), by.cab),
          sum(fare.driverId(), by.cab),
          sum(fare.startTime(), by.time),
          fare.paymentType(),
          fare.tip(),
          fare.tolls(),
          fare.totalFare());
    }
    if (value instanceof RideAndFare pair) {
      return new RideAndFare((TaxiRide) moved(pair.ride(), by), (TaxiFare) moved(pair.fare(), by));
    }
    if (value instanceof HourlyTip tip) {
      return new HourlyTip(sum(tip.hourEnd(), by.time), sum(tip.driverId(), by.cab), tip.total());
    }
    if (value instanceof PopularPlace place) {
      return new PopularPlace(
          place.lon() + by.lon,
          place.lat(),
          sum(place.windowEnd(), by.time),
          place.isStart(),
          place.count());
    }
    if (value instanceof TravelTimePrediction prediction) {
      return new TravelTimePrediction(sum(prediction.rideId(), by.ride), prediction.minutes());
    }
    // The only other result is an alert: the id of a ride.
    return value instanceof Long id ? sum(id, by.ride) : value;
  }

  private static long sum(long value, long by) {
    return value == 0 ? 0 : value + by;
  }
}
