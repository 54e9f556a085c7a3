package streamkata.grader.labs.popularplaces;

import static streamkata.common.geo.GeoUtils.CELL_HEIGHT;
import static streamkata.common.geo.GeoUtils.CELL_WIDTH;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.Trip.trip;
import static streamkata.grader.scenario.Script.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.Awkward;
import streamkata.grader.labs.Trip;
import streamkata.grader.labs.Trip.Place;
import streamkata.grader.scenario.Script;

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

  static List<TaxiRide> threeAt(Place from, long time) {
    return List.of(start(9, from, time), start(10, from, time), start(11, from, time));
  }

  static List<TaxiRide> startsInTwoCells(long firstRide, int count) {
    List<TaxiRide> rides = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Place place = i % 165 == 0 ? MUSEUM : SQUARE;
      rides.add(start(firstRide + i, place, at("13:01:00") + 5 * i));
    }
    return rides;
  }

  /** More STARTs in one cell than a short can count, and more ENDs in another, over two panes. */
  static Script crowds() {
    List<TaxiRide> ends = new ArrayList<>();
    for (int i = 0; i < 32_800; i++) {
      ends.add(end(50_000 + i, MUSEUM, at("13:01:00") + 5 * i));
    }
    return script()
        .emit(startsInTwoCells(10, 33_000))
        .emit(start(5, SQUARE, "13:06:20"), start(7, MUSEUM, "13:06:30"))
        .emit(start(8, MUSEUM, "13:11:30"))
        .emit(ends)
        .emit(end(6, MUSEUM, "13:06:40"))
        .watermark(at("13:15:00.001"));
  }

  /** Three STARTs and an END in one cell and one pane. */
  static Script oneWindow() {
    return script()
        .emit(
            start(1, SQUARE, "13:01:07"),
            start(2, SQUARE, "13:02:41"),
            end(3, SQUARE, "13:03:12"),
            start(4, SQUARE, "13:04:01"))
        .watermark(at("13:05:00.001"));
  }

  /** Six STARTs and five ENDs at SQUARE count; of the others one end, or both, are outside NYC. */
  static Script strayRides() {
    Place newark = new Place(-74.1745, 40.7);
    Script rides =
        script()
            .emit(
                start(1, SQUARE, "13:01:07"),
                trip(2, SQUARE, Awkward.NOWHERE).inCab(7).startingAt(at("13:01:10")).start(),
                trip(3, Awkward.NOWHERE, SQUARE).startingAt(at("13:01:15")).start(),
                trip(4, newark, SQUARE).startingAt(at("12:51:20")).end(),
                trip(5, new Place(Double.NaN, Double.NaN), SQUARE).startingAt(at("12:51:25")).end(),
                trip(6, SQUARE, newark).startingAt(at("12:51:30")).end(),
                start(7, SQUARE, "13:01:35"),
                end(8, SQUARE, "13:01:40"));
    for (Place outside : Awkward.OUTSIDE) {
      rides.emit(
          trip(9, SQUARE, outside).startingAt(at("13:02:10")).start(),
          trip(10, outside, SQUARE).startingAt(at("12:52:10")).end(),
          trip(11, outside, outside).startingAt(at("12:52:20")).end());
    }
    for (Place outside : Awkward.JUST_BEYOND) {
      rides.emit(
          trip(12, SQUARE, outside).startingAt(at("13:03:10")).start(),
          trip(13, outside, SQUARE).startingAt(at("12:53:10")).end());
    }
    for (int i = 0; i < Awkward.ON_THE_EDGE.size(); i++) {
      Place edge = Awkward.ON_THE_EDGE.get(i);
      rides.emit(
          trip(21 + i, SQUARE, edge).startingAt(at("13:04:10")).start(),
          trip(31 + i, edge, SQUARE).startingAt(at("12:54:10")).end());
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

  /** Rides of one cell, one every five minutes, for more than a day. */
  static List<TaxiRide> ridesInManyWindows(long from) {
    return IntStream.range(0, 400)
        .mapToObj(i -> ridesOfCells(7, 1, from + Duration.ofMinutes(5L * i).toMillis()))
        .flatMap(List::stream)
        .toList();
  }
}
