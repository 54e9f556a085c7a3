package streamkata.grader.labs.modelupgrade;

import static streamkata.grader.labs.Trip.with;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.Awkward;
import streamkata.grader.labs.Trip;
import streamkata.grader.labs.Trip.Place;

/** Rides that models learn from, and rides that they are asked about. */
final class Rides {

  static final Place MUSEUM = new Place(-73.9631, 40.7795);

  private static final double FARTHEST = 0.04;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private Rides() {}

  /** Two rides straight to a place: 2 km and 4 km. The model then knows a line. */
  static List<TaxiRide> training(long first, Place to, int passengers, double two, double four) {
    return List.of(
        end(first, to, 0.018, passengers, two), end(first + 1, to, 0.036, passengers, four));
  }

  /**
   * A ride straight to a place from the south, or from the north if the degrees are negative; the
   * other way round where the south is outside NYC.
   */
  static Trip straight(long rideId, Place to, double degrees) {
    double south = to.lat() - FARTHEST < GeoUtils.LAT_SOUTH ? -degrees : degrees;
    return Trip.trip(rideId, to.plus(0, -south), to).inCab(7);
  }

  static TaxiRide end(long rideId, Place to, double degrees, int passengers, double minutes) {
    return with(passengers, straight(rideId, to, degrees).lasting(minutes(minutes)).end());
  }

  /** A ride of 3 km has started. */
  static TaxiRide question(long rideId, Place to, int passengers) {
    return with(passengers, straight(rideId, to, 0.027).start());
  }

  /** The same at another time. */
  static TaxiRide question(long rideId, Place to, int passengers, long time) {
    return with(passengers, straight(rideId, to, 0.027).startingAt(time).start());
  }

  static TaxiRide startOf(TaxiRide end) {
    return new TaxiRide(
        end.rideId(),
        true,
        end.startTime(),
        0,
        end.startLon(),
        end.startLat(),
        end.endLon(),
        end.endLat(),
        end.passengerCnt(),
        end.taxiId(),
        end.driverId());
  }

  static Duration minutes(double minutes) {
    return Duration.ofMillis(Math.round(60_000 * minutes));
  }

  /**
   * ENDs in so many cells in turn, from everywhere, with 0 to 2 passengers, in one hour of many
   * days.
   */
  static List<TaxiRide> ridesToCells(int firstRide, int count, int cells) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Place to = MUSEUM.plus(i % cells * GeoUtils.CELL_WIDTH, 0);
              Place from = to.plus(Math.cos(i) / 100, Math.sin(i) / (80 + i % 7));
              return with(
                  i % cells % 3,
                  Trip.trip(firstRide + i, from, to)
                      .startingAt(Trip.SOME_TIME + Duration.ofDays(i / cells).toMillis())
                      .lasting(minutes(5 + i % 11))
                      .end());
            })
        .toList();
  }

  /**
   * STARTs and ENDs to three cells, most from the south, so that most STARTs find a model that
   * knows their direction; one in ten is partly outside NYC. There are four hours on three days.
   */
  static List<TaxiRide> many(long first, int count, Random random) {
    Awkward awkward = new Awkward(random);
    Place centre = Awkward.centre(MUSEUM);
    List<TaxiRide> events = new ArrayList<>();
    for (long rideId : Awkward.ids(first, count)) {
      Place to = awkward.inCellOf(centre.plus(GeoUtils.CELL_WIDTH * random.nextInt(3), 0));
      Place from =
          switch (random.nextInt(10)) {
            case 0 -> Awkward.OUTSIDE.get(random.nextInt(4));
            case 1 -> awkward.inCellOf(centre);
            default -> to.plus((random.nextDouble() - 0.5) / 10, -random.nextDouble() / 20);
          };
      Trip trip =
          Trip.trip(rideId, from, to)
              .startingAt(
                  Trip.SOME_TIME
                      + 7_013L * events.size()
                      + HOUR * (24 * random.nextInt(3) + random.nextInt(4)))
              .lasting(awkward.duration());
      events.add(random.nextInt(3) == 0 ? trip.start() : trip.end());
    }
    return events;
  }
}
