package streamkata.grader.labs.dispatchrules;

import static streamkata.common.model.DispatchRule.Length.ANY;
import static streamkata.common.model.DispatchRule.Length.LONGER;
import static streamkata.common.model.DispatchRule.Length.SHORTER;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.DispatchRule.Length;
import streamkata.common.model.Event;
import streamkata.grader.labs.Awkward;
import streamkata.grader.labs.Trip;
import streamkata.grader.labs.Trip.Place;

/** Versions of rules, each with one condition; those that are drawn have several. */
final class Rules {

  /** Before all rides. */
  private static final long EARLY = Trip.at("12:59:59.250");

  private Rules() {}

  /** Every event matches. */
  static DispatchRule all(long ruleId) {
    return passengers(ruleId, 0);
  }

  static DispatchRule passengers(long ruleId, int least) {
    return new DispatchRule(ruleId, true, List.of(), least, ANY, 0, EARLY);
  }

  static DispatchRule in(long ruleId, Place... places) {
    return new DispatchRule(ruleId, true, cells(places), 0, ANY, 0, EARLY);
  }

  /** The first so many cells of the city. */
  static DispatchRule cells(long ruleId, int count) {
    List<Integer> cells = IntStream.range(0, count).boxed().toList();
    return new DispatchRule(ruleId, true, cells, 0, ANY, 0, EARLY);
  }

  static DispatchRule longer(long ruleId, int minutes) {
    return new DispatchRule(ruleId, true, List.of(), 0, LONGER, minutes, EARLY);
  }

  static DispatchRule shorter(long ruleId, int minutes) {
    return new DispatchRule(ruleId, true, List.of(), 0, SHORTER, minutes, EARLY);
  }

  static DispatchRule since(long ruleId, long time) {
    return new DispatchRule(ruleId, true, List.of(), 0, ANY, 0, time);
  }

  /** Of some, the other components have values that no rule has. */
  static DispatchRule withdrawn(long ruleId) {
    return ruleId % 2 == 0
        ? DispatchRule.withdrawn(ruleId, EARLY)
        : new DispatchRule(ruleId, false, List.of(-1), -1, SHORTER, -1, EARLY);
  }

  /** Two versions with one hash code; only the first is about the cell of this place. */
  static List<DispatchRule> ofOneHashCode(long ruleId, Place place) {
    int cell = GeoUtils.mapToGridCell(place.lon(), place.lat());
    return List.of(
        new DispatchRule(ruleId, true, List.of(cell, 0), 0, ANY, 0, EARLY),
        new DispatchRule(ruleId, true, List.of(cell - 1, 31), 0, ANY, 0, EARLY));
  }

  /** Some version, withdrawn or not. */
  static DispatchRule drawn(long ruleId, Random random, List<Place> places) {
    if (random.nextInt(4) == 0) {
      return withdrawn(ruleId);
    }
    Place[] area =
        random.nextInt(3) == 0
            ? new Place[0]
            : random
                .ints(1 + random.nextInt(4), 0, places.size())
                .mapToObj(places::get)
                .toArray(Place[]::new);
    return new DispatchRule(
        ruleId,
        true,
        cells(area),
        random.nextInt(3),
        Length.values()[random.nextInt(4) % 3],
        random.nextInt(40),
        EARLY + random.nextInt(20) * 60_000L);
  }

  /** Rules change in turns with rides; in one turn there is at most one version of a rule. */
  static List<Event> inTurns(Random random, Place one, Place another) {
    Awkward awkward = new Awkward(random);
    List<Place> places = List.of(one, another, Awkward.FIRST_CELL, Awkward.LAST_CELL);
    List<Event> events = new ArrayList<>();
    int ride = 100;
    for (int turn = 0; turn < 6; turn++) {
      for (long rule : Awkward.ids(0, 12)) {
        if (random.nextInt(2) == 0) {
          events.add(drawn(rule, random, places));
        }
      }
      for (int i = 0; i < 12; i++) {
        Place from = i % 4 == 0 ? awkward.place() : awkward.inCellOf(places.get(random.nextInt(4)));
        Place to = i % 4 == 1 ? awkward.place() : awkward.inCellOf(places.get(random.nextInt(4)));
        Trip trip =
            Trip.trip(Awkward.id(ride++), from, to)
                .inCab(random.nextInt(5))
                .startingAt(Trip.SOME_TIME + random.nextInt(10) * 60_000L)
                .lasting(awkward.duration());
        events.addAll(trip.startAndEnd());
      }
    }
    return events;
  }

  private static List<Integer> cells(Place... places) {
    return Stream.of(places)
        .map(place -> GeoUtils.mapToGridCell(place.lon(), place.lat()))
        .toList();
  }
}
