package streamkata.grader.grading;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.Event;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiRide;
import streamkata.grader.kit.Selection;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Step;

/**
 * Moves the ids, times and places of a scenario by what the seed says, and those of its results
 * back: what is right for one seed cannot be learned from another. Scripts and messages have them
 * as they are under the default seed, which moves nothing.
 *
 * <p>What a script is about stays: the order of ids and times, full hours, which ids are equal in
 * one half, in size or as a double, or have the same hash code, cells, distances and directions. A
 * 0 stays 0.
 *
 * <p>What a number of a record is, its name says: {@code rideId}, {@code driverId}, {@code taxiId};
 * a time is called {@code time} or ends in {@code Time}, {@code Start} or {@code End}, a longitude
 * is called {@code lon} or ends in {@code Lon}. A bare number is the id of a ride.
 *
 * @param ride 0 or more; the id of a ride is so much farther from 0
 * @param cab 0 or more; the ids of a driver and of a taxi are so much farther from 0
 * @param time milliseconds, whole hours
 * @param lon degrees of longitude, whole cells
 */
record Shift(long ride, long cab, long time, double lon) {

  private static final long HOUR = 3_600_000;
  private static final long HOURS_IN_TWENTY_YEARS = 20 * 365 * 24;
  private static final int MOST_CELLS = 30;
  private static final Pattern TIME = Pattern.compile("time|\\w+(Time|Start|End)");
  private static final Pattern LON = Pattern.compile("lon|\\w+Lon");
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
        evenHalves(random.nextInt(1 << 28), random),
        evenHalves(random.nextInt(1 << 28), random),
        HOUR * random.nextLong(HOURS_IN_TWENTY_YEARS),
        Math.rint(cells / GRAIN) * GRAIN);
  }

  private static long evenHalves(int high, Random random) {
    return ((long) (high & ~1) << Integer.SIZE) + 2L * random.nextInt(1 << 20);
  }

  /**
   * The same for one scenario: where moving would change which places are in the city, none move,
   * and neither where an event names cells; where something happens at time 0, which stays, no time
   * moves.
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
    boolean namesCells =
        scenario.script().steps().stream()
            .filter(Step.Emit.class::isInstance)
            .flatMap(step -> components(((Step.Emit) step).event()))
            .anyMatch(component -> component.getName().equals("cells"));
    boolean beginsAtZero =
        scenario.script().steps().stream()
            .anyMatch(
                step ->
                    step instanceof Step.Emit emit
                        && emit.event() instanceof TaxiEvent event
                        && event.eventTime() == 0);
    return new Shift(ride, cab, beginsAtZero ? 0 : time, movable && !namesCells ? lon : 0);
  }

  private static Stream<RecordComponent> components(Event event) {
    return event instanceof Record record
        ? Stream.of(record.getClass().getRecordComponents())
        : Stream.empty();
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
    return (Event) movedValue(event);
  }

  /** A watermark as the program sees it. */
  long moved(long watermark) {
    return watermark + time;
  }

  /** A watermark as the script would have it; the first and the last there can be are not moved. */
  long back(long watermark) {
    return watermark == Long.MIN_VALUE || watermark == Long.MAX_VALUE
        ? watermark
        : watermark - time;
  }

  /** Results as the script would have them. */
  List<?> back(List<?> results) {
    if (equals(NONE)) {
      return results;
    }
    Shift back = new Shift(-ride, -cab, -time, -lon);
    return results.stream().map(back::movedValue).toList();
  }

  private Object movedValue(Object value) {
    if (equals(NONE)) {
      return value;
    }
    if (value instanceof Record record) {
      return movedRecord(record);
    }
    return value instanceof Long id ? movedId(id, ride) : value;
  }

  private Object movedRecord(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    try {
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        components[i].getAccessor().setAccessible(true);
        values[i] =
            movedComponent(components[i].getName(), components[i].getAccessor().invoke(record));
      }
      Constructor<?> constructor =
          record
              .getClass()
              .getDeclaredConstructor(
                  Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("No record as a value should be: " + record.getClass(), e);
    }
  }

  private Object movedComponent(String name, Object value) {
    if (value instanceof Long number) {
      if (name.equals("rideId")) {
        return movedId(number, ride);
      }
      if (name.equals("driverId") || name.equals("taxiId")) {
        return movedId(number, cab);
      }
      return TIME.matcher(name).matches() ? (Object) movedTime(number) : number;
    }
    if (value instanceof Double degrees) {
      return LON.matcher(name).matches() && isPosition(degrees) ? degrees + lon : degrees;
    }
    return value instanceof Record record ? movedRecord(record) : value;
  }

  private static long movedId(long id, long by) {
    return id + Long.signum(id) * by;
  }

  private long movedTime(long value) {
    return value == 0 ? 0 : value + time;
  }
}
