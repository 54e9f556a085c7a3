package streamkata.grader.labs.traveltime;

import static streamkata.grader.labs.Trip.trip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.Event;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.Awkward;
import streamkata.grader.labs.Trip;
import streamkata.grader.labs.Trip.Place;

/** Rides to the museum, and to the cells beside it. */
final class Rides {

  static final Place MUSEUM = new Place(-73.9631, 40.7795);

  private static final Place MUSEUM_CELL = Awkward.centre(MUSEUM);

  private Rides() {}

  /** A trip to the museum, straight up from the south; from the north if degrees is negative. */
  static Trip fromSouth(long rideId, double degrees) {
    return trip(rideId, MUSEUM.plus(0, -degrees), MUSEUM);
  }

  /** A trip to the museum from the west; from the east if degrees is negative. */
  static Trip fromWest(long rideId, double degrees) {
    return trip(rideId, MUSEUM.plus(-degrees, 0), MUSEUM);
  }

  static Duration minutes(double minutes) {
    return Duration.ofMillis(Math.round(60_000 * minutes));
  }

  static Object destination(Event event) {
    TaxiRide ride = (TaxiRide) event;
    return GeoUtils.isInNYC(ride.endLon(), ride.endLat())
        ? GeoUtils.mapToGridCell(ride.endLon(), ride.endLat())
        : -1;
  }

  /** ENDs in so many cells in turn, from everywhere. */
  static List<TaxiRide> ridesToCells(int firstRide, int count, int cells) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Place to = MUSEUM.plus(i % cells * GeoUtils.CELL_WIDTH, 0);
              // The middle of one of the eight directions, of which each cell gets all.
              double angle = Math.PI / 8 + i / cells * Math.PI / 4;
              Place from = to.plus(Math.cos(angle) / 100, Math.sin(angle) / (80 + i % 7));
              return trip(firstRide + i, from, to).lasting(minutes(5 + i % 11)).end();
            })
        .toList();
  }

  /**
   * Rides to eight cells, in three parts of the same size. Two rides to each cell are learned, then
   * two slower ones, then there are two questions. So many cells that, of four instances, several
   * have learned from the second part.
   */
  static List<TaxiRide> learnedInTwoParts() {
    List<List<TaxiRide>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < 8; i++) {
      Place to = MUSEUM_CELL.plus(i * GeoUtils.CELL_WIDTH, 0);
      Place near = to.plus(0, -0.018);
      Place far = to.plus(0, -0.036);
      for (int part = 0; part < 2; part++) {
        long rideId = 3_000 + 10L * i + 2 * part;
        parts.get(part).add(trip(rideId, near, to).lasting(minutes(9.6 + 15 * part)).end());
        parts.get(part).add(trip(rideId + 1, far, to).lasting(minutes(15.9 + 30 * part)).end());
      }
      parts.get(2).add(trip(3_004 + 10L * i, near, to).start());
      parts.get(2).add(trip(3_005 + 10L * i, far, to).start());
    }
    return parts.stream().flatMap(List::stream).toList();
  }

  static List<TaxiRide> outside(int firstRide, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> trip(firstRide + i, MUSEUM, Awkward.OUTSIDE.get(i % 4)).end())
        .toList();
  }

  /**
   * STARTs and ENDs to three cells, most from the south, so that most STARTs find a model that
   * knows their direction; one in ten is partly outside NYC.
   */
  static List<TaxiRide> manyRides(Random random) {
    Awkward awkward = new Awkward(random);
    List<TaxiRide> events = new ArrayList<>();
    for (long rideId : Awkward.ids(1_000, 200)) {
      Place cell = MUSEUM_CELL.plus(GeoUtils.CELL_WIDTH * random.nextInt(3), 0);
      Place to = awkward.inCellOf(cell);
      Place from =
          switch (random.nextInt(10)) {
            case 0 -> Awkward.OUTSIDE.get(random.nextInt(4));
            case 1 -> awkward.inCellOf(cell);
            case 2 -> to.plus((random.nextDouble() - 0.5) / 10, random.nextDouble() / 20);
            default -> to.plus((random.nextDouble() - 0.5) / 10, -random.nextDouble() / 20);
          };
      Trip trip =
          trip(rideId, from, to)
              .startingAt(Trip.SOME_TIME + 7_013L * events.size())
              .lasting(awkward.duration());
      events.add(random.nextInt(3) == 0 ? trip.start() : trip.end());
    }
    return events;
  }
}
