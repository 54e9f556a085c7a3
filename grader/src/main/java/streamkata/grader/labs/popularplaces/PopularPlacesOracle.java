package streamkata.grader.labs.popularplaces;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;

/**
 * What the lab popular-places must emit for a set of events of which none is late, computed without
 * Flink: go through the ends of all windows with an event, and count the events of the 15 minutes
 * before each.
 */
public final class PopularPlacesOracle {

  private static final long SLIDE_MILLIS = 5 * 60_000;
  private static final long WINDOW_MILLIS = 15 * 60_000;

  private PopularPlacesOracle() {}

  /**
   * The popular places of all windows.
   *
   * @param rides START and END events in any order
   * @param threshold the least count that is worth a result
   * @return the places, window by window
   */
  public static List<PopularPlace> places(Collection<TaxiRide> rides, int threshold) {
    List<TaxiRide> kept = rides.stream().filter(PopularPlacesOracle::isInNYC).toList();
    List<PopularPlace> places = new ArrayList<>();
    for (long end : windowEnds(kept)) {
      countByPlace(kept, end)
          .forEach(
              (place, count) -> {
                if (count >= threshold) {
                  places.add(
                      new PopularPlace(
                          GeoUtils.getGridCellCenterLon(place.cell()),
                          GeoUtils.getGridCellCenterLat(place.cell()),
                          end,
                          place.isStart(),
                          count.intValue()));
                }
              });
    }
    return places;
  }

  /** The ends of all windows with a ride: there are hours, and centuries, without any. */
  private static SortedSet<Long> windowEnds(List<TaxiRide> rides) {
    SortedSet<Long> ends = new TreeSet<>();
    for (TaxiRide ride : rides) {
      long first = (Math.floorDiv(ride.eventTime(), SLIDE_MILLIS) + 1) * SLIDE_MILLIS;
      for (long end = first; end <= ride.eventTime() + WINDOW_MILLIS; end += SLIDE_MILLIS) {
        ends.add(end);
      }
    }
    return ends;
  }

  private static Map<CellAndKind, Long> countByPlace(List<TaxiRide> rides, long windowEnd) {
    return rides.stream()
        .filter(ride -> ride.eventTime() >= windowEnd - WINDOW_MILLIS)
        .filter(ride -> ride.eventTime() < windowEnd)
        .collect(Collectors.groupingBy(CellAndKind::of, Collectors.counting()));
  }

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  private record CellAndKind(int cell, boolean isStart) {
    static CellAndKind of(TaxiRide ride) {
      return ride.isStart()
          ? new CellAndKind(GeoUtils.mapToGridCell(ride.startLon(), ride.startLat()), true)
          : new CellAndKind(GeoUtils.mapToGridCell(ride.endLon(), ride.endLat()), false);
    }
  }
}
