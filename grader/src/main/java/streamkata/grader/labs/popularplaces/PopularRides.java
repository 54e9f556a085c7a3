package streamkata.grader.labs.popularplaces;

import static streamkata.common.geo.GeoUtils.CELL_HEIGHT;
import static streamkata.common.geo.GeoUtils.CELL_WIDTH;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.Trip.trip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.Awkward;
import streamkata.grader.labs.Trip;
import streamkata.grader.labs.Trip.Place;

/** Rides that start, or end, at a place and a time. */
final class PopularRides {

  static final Place SQUARE = Awkward.centre(new Place(-73.9851, 40.7589));
  static final Place MUSEUM = Awkward.centre(new Place(-73.9631, 40.7795));

  /** Where every ride that starts is bound for, and every ride that ends has come from. */
  static final Place AIRPORT = new Place(-73.7822, 40.6441);

  static final long SLIDE = Duration.ofMinutes(5).toMillis();

  private PopularRides() {}

  static TaxiRide start(long rideId, Place from, String time) {
    return start(rideId, from, at(time));
  }

  static TaxiRide start(long rideId, Place from, long time) {
    return trip(rideId, from, AIRPORT).startingAt(time).start();
  }

  /** 40 minutes from its start, or before it: no window of its start is a window of its end. */
  static TaxiRide end(long rideId, Place to, String time) {
    return end(rideId, to, at(time));
  }

  static TaxiRide end(long rideId, Place to, long time) {
    Duration length = Duration.ofMinutes(Math.floorMod(rideId, 4) == 3 ? -40 : 40);
    return trip(rideId, AIRPORT, to).startingAt(time - length.toMillis()).lasting(length).end();
  }

  static List<TaxiRide> startsInTwoCells(long firstRide, int count) {
    List<TaxiRide> rides = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Place place = i % 165 == 0 ? MUSEUM : SQUARE;
      rides.add(start(firstRide + i, place, at("13:01:00") + 5 * i));
    }
    return rides;
  }

  /** For each cell two starts in it and one end in another, all within a minute or two. */
  static List<TaxiRide> ridesOfCells(int firstCell, int count, long from) {
    return Stream.iterate(firstCell, cell -> cell + 1)
        .limit(count)
        .flatMap(
            cell -> {
              Place place = SQUARE.plus(cell % 100 * CELL_WIDTH, -(cell / 100) * CELL_HEIGHT);
              long time = from + 130L * (cell - firstCell);
              return Stream.of(
                  start(1_000 + cell, place, time),
                  start(2_000 + cell, place, time + 1_000),
                  end(3_000 + cell, place.plus(0, -10 * CELL_HEIGHT), time + 2_000));
            })
        .toList();
  }

  /** Starts and ends in four cells within an hour; one in ten is outside NYC in one coordinate. */
  static List<TaxiRide> manyRides(Random random) {
    Awkward awkward = new Awkward(random);
    List<TaxiRide> rides = new ArrayList<>();
    for (long rideId : Awkward.ids(10_000, 160)) {
      Place place = awkward.inCellOf(SQUARE.plus(random.nextInt(4) * CELL_WIDTH, 0));
      Place other =
          switch (random.nextInt(10)) {
            case 0 -> Awkward.OUTSIDE.get(random.nextInt(4));
            case 1 -> place;
            default -> AIRPORT;
          };
      long time = at("13:00:00") + random.nextLong(12 * SLIDE);
      Trip from = trip(rideId, place, other).startingAt(time);
      Trip to = trip(rideId, other, place).lasting(awkward.duration());
      rides.add(
          random.nextBoolean()
              ? from.start()
              : to.startingAt(time - to.duration().toMillis()).end());
    }
    return rides;
  }
}
