package streamkata.grader.labs.exactlyoncefiles;

import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.Trip.trip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.Awkward;
import streamkata.grader.labs.Trip.Place;

/** Events for the scripts of the lab. */
final class Rides {

  private static final Place MUSEUM = new Place(-73.9631, 40.7795);
  private static final Place AIRPORT = new Place(-73.7822, 40.6441);
  private static final int MINUTES_IN_THREE_HOURS = 180;

  private Rides() {}

  /** START events from 13:07:23 on, one minute apart: the first 53 are in one hour. */
  static List<TaxiRide> starts(long... numbers) {
    return LongStream.of(numbers)
        .mapToObj(
            number ->
                trip(number, MUSEUM, AIRPORT)
                    .startingAt(at("13:07:23.456") + Duration.ofMinutes(number - 1).toMillis())
                    .start())
        .toList();
  }

  /** START events of so many rides in one hour. */
  static List<TaxiRide> inOneHour(int count) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(number -> trip(number, MUSEUM, AIRPORT).startingAt(at("13:07:23.456")).start())
        .toList();
  }

  /** A START and an END at the same time, of two rides. */
  static List<TaxiRide> startAndEndAt(long rideId, String time) {
    return List.of(
        trip(rideId, MUSEUM, AIRPORT).startingAt(at(time)).start(),
        trip(rideId + 1, AIRPORT, MUSEUM)
            .startingAt(at(time) - Duration.ofMinutes(50).toMillis())
            .lasting(Duration.ofMinutes(50))
            .end());
  }

  /**
   * STARTs and ENDs with awkward ids, places and times within some hours, and beyond them.
   *
   * @param count how many rides
   */
  static List<TaxiRide> many(Random random, int count) {
    Awkward awkward = new Awkward(random);
    List<TaxiRide> rides = new ArrayList<>();
    long number = 0;
    for (long id : Awkward.ids(17, count)) {
      List<TaxiRide> both =
          trip(id, awkward.place(), awkward.place())
              .inCab(number++ % 3)
              .startingAt(at("13:07:23.456") + minutes(random))
              .lasting(awkward.duration())
              .startAndEnd();
      rides.addAll(random.nextInt(3) == 0 ? both : both.subList(0, 1));
    }
    return rides;
  }

  private static long minutes(Random random) {
    return Duration.ofMinutes(random.nextInt(MINUTES_IN_THREE_HOURS)).toMillis();
  }

  static List<Place> awkwardPlaces() {
    return Stream.of(
            Awkward.OUTSIDE,
            Awkward.ON_THE_EDGE,
            Awkward.JUST_BEYOND,
            List.of(Awkward.NOWHERE, Awkward.LAST_CELL, new Place(Double.NaN, Double.NaN)))
        .flatMap(List::stream)
        .toList();
  }
}
