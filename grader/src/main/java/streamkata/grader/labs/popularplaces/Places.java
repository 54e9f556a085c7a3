package streamkata.grader.labs.popularplaces;

import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.popularplaces.PopularRides.MUSEUM;
import static streamkata.grader.labs.popularplaces.PopularRides.SQUARE;
import static streamkata.grader.matchers.Emits.emits;

import java.util.List;
import java.util.Locale;
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
                    : "");
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
