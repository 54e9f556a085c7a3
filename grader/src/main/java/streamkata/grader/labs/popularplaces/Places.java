package streamkata.grader.labs.popularplaces;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summarizingInt;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.popularplaces.PopularRides.MUSEUM;
import static streamkata.grader.labs.popularplaces.PopularRides.SQUARE;
import static streamkata.grader.matchers.Emits.emits;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import streamkata.common.model.Event;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;
import streamkata.grader.labs.Trip.Place;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Fault;

/** What must come out, and why something else is wrong. */
final class Places {

  private Places() {}

  static Emits<PopularPlace> emitsAcross(Fault fault) {
    String event = fault.past();
    return emitsPlaces(
            starts(SQUARE, "13:05:00", 3),
            starts(SQUARE, "13:10:00", 4),
            starts(SQUARE, "13:15:00", 4),
            ends(MUSEUM, "13:05:00", 2),
            ends(MUSEUM, "13:10:00", 2),
            ends(MUSEUM, "13:15:00", 2))
        .because(
            (wanted, got) -> {
              int lost = count(wanted) - count(got);
              if (lost < 0) {
                return "a ride after the checkpoint was counted twice when " + event;
              }
              return lost == 1
                  ? "a ride after the checkpoint was not counted again when " + event
                  : "the rides before the checkpoint were lost when " + event;
            });
  }

  static int count(List<PopularPlace> places) {
    return places.stream().mapToInt(PopularPlace::count).sum();
  }

  static Emits<PopularPlace> emitsPlaces(PopularPlace... expected) {
    return emitsPlaces(List.of(expected));
  }

  static Emits<PopularPlace> emitsPlaces(List<PopularPlace> expected) {
    return emits(
            expected,
            (PopularPlace place) ->
                String.format(
                    Locale.ROOT,
                    "%s at (%.6f, %.6f) in the window to %s",
                    place.isStart() ? "starts" : "ends",
                    place.lon(),
                    place.lat(),
                    Event.clock(place.windowEnd())),
            place -> String.valueOf(place.count()))
        .because(
            (wanted, got) ->
                !wanted.isEmpty() && count(got) > count(wanted)
                    ? "counted twice, or in the wrong window, or in an object that windows share"
                    : "")
        .lookAt(Places::lookAt);
  }

  private static String lookAt(List<PopularPlace> missing, List<PopularPlace> wrong) {
    if (missing.stream().anyMatch(place -> place.count() > Short.MAX_VALUE)) {
      return "A place can have more than 32,767 rides, the largest number of a short. Count in an"
          + " int or a long.";
    }
    Map<PopularPlace, IntSummaryStatistics> wanted = counts(missing);
    boolean haveOneCount =
        counts(wrong).entrySet().stream()
            .anyMatch(got -> isOneForAll(got.getValue(), wanted.get(got.getKey())));
    return haveOneCount
        ? "The windows of this place have one count, although each has its own rides. A reduce or an"
            + " accumulator must not change its input: several windows share it. Make a new object."
        : "";
  }

  private static boolean isOneForAll(IntSummaryStatistics got, IntSummaryStatistics wanted) {
    return wanted != null
        && wanted.getMin() < wanted.getMax()
        && got.getCount() > 1
        && got.getMin() == got.getMax()
        && got.getMin() > wanted.getMax();
  }

  /** The counts of each cell, over all windows. */
  private static Map<PopularPlace, IntSummaryStatistics> counts(List<PopularPlace> places) {
    return places.stream()
        .collect(
            groupingBy(
                place -> new PopularPlace(place.lon(), place.lat(), 0, place.isStart(), 0),
                summarizingInt(PopularPlace::count)));
  }

  static Emits<PopularPlace> emitsLikeTheOracle(List<TaxiRide> rides) {
    return emitsPlaces(PopularPlacesOracle.places(rides, 3));
  }

  static PopularPlace starts(Place centre, String windowEnd, int count) {
    return new PopularPlace(centre.lon(), centre.lat(), at(windowEnd), true, count);
  }

  static PopularPlace ends(Place centre, String windowEnd, int count) {
    return new PopularPlace(centre.lon(), centre.lat(), at(windowEnd), false, count);
  }
}
