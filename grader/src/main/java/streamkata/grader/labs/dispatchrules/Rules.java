package streamkata.grader.labs.dispatchrules;

import static streamkata.common.model.DispatchRule.Length.ANY;
import static streamkata.common.model.DispatchRule.Length.LONGER;
import static streamkata.common.model.DispatchRule.Length.SHORTER;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.DispatchRule.Length;
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

  static DispatchRule withdrawn(long ruleId) {
    return DispatchRule.withdrawn(ruleId, EARLY);
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

  private static List<Integer> cells(Place... places) {
    return Stream.of(places)
        .map(place -> GeoUtils.mapToGridCell(place.lon(), place.lat()))
        .toList();
  }
}
