package streamkata.grader.labs.ridecleansing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.TaxiRide;
import streamkata.grader.page.Block;
import streamkata.grader.page.Cell;
import streamkata.grader.page.Figure;
import streamkata.grader.page.Picture;
import streamkata.grader.page.Table;
import streamkata.grader.report.GridMap;
import streamkata.grader.report.GridMap.Place;
import streamkata.grader.report.LabPicture;
import streamkata.grader.report.Numbers;
import streamkata.grader.report.TaxiStream;
import streamkata.grader.report.Timeline;
import streamkata.grader.scenario.Outcome;

/** Kept and dropped pickups on the map. */
public final class RideCleansingPicture implements LabPicture {

  /**
   * Pickups, each a START event.
   *
   * @param keptByCell how many were kept in each grid cell
   * @param droppedInCity where those began that were dropped although they began in the city
   * @param droppedElsewhere how many were dropped that began elsewhere, or nobody knows where
   * @param keptElsewhere how many were kept that began elsewhere
   */
  record Pickups(
      Map<Integer, Integer> keptByCell,
      List<Place> droppedInCity,
      int droppedElsewhere,
      int keptElsewhere) {

    static Pickups of(List<TaxiRide> input, List<TaxiRide> kept) {
      Map<TaxiRide, Integer> left = new HashMap<>();
      kept.forEach(ride -> left.merge(ride, 1, Integer::sum));
      Map<Integer, Integer> keptByCell = new TreeMap<>();
      List<Place> droppedInCity = new ArrayList<>();
      int droppedElsewhere = 0;
      int keptElsewhere = 0;
      for (TaxiRide ride : input) {
        if (!ride.isStart()) {
          continue;
        }
        boolean isKept = left.merge(ride, -1, Integer::sum) >= 0;
        if (!GeoUtils.isInNYC(ride.startLon(), ride.startLat())) {
          keptElsewhere += isKept ? 1 : 0;
          droppedElsewhere += isKept ? 0 : 1;
        } else if (isKept) {
          int cell = GeoUtils.mapToGridCell(ride.startLon(), ride.startLat());
          keptByCell.merge(cell, 1, Integer::sum);
        } else {
          droppedInCity.add(new Place(ride.startLon(), ride.startLat()));
        }
      }
      return new Pickups(keptByCell, droppedInCity, droppedElsewhere, keptElsewhere);
    }

    int keptInCity() {
      return keptByCell.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  @Override
  public List<Block> show(TaxiStream stream, Timeline looks, Outcome outcome) {
    Pickups pickups = Pickups.of(stream.rides(), outcome.results());
    GridMap map = GridMap.around(List.of(pickups.keptByCell()), 1);
    String kept = Numbers.text(pickups.keptInCity());
    String dropped = Numbers.text(pickups.droppedInCity().size());
    return List.of(
        new Figure(
            "Each square is a grid cell in which your program kept pickups. A stronger colour means"
                + " more pickups. A cross is a pickup that your program dropped. The table also"
                + " counts the pickups outside this part of the map.",
            Figure.Format.MAP,
            List.of(
                new Picture(
                    "",
                    "Map of New York City: %s pickups kept, in %s cells; %s dropped that began in the city."
                        .formatted(kept, Numbers.text(pickups.keptByCell().size()), dropped),
                    canvas ->
                        map.draw(
                            canvas, pickups.keptByCell(), "dropped", pickups.droppedInCity())))),
        new Table(
            "Pickups that your program kept and dropped",
            List.of("Began", "Kept", "Dropped"),
            List.of(
                List.of(Cell.text("in the city"), Cell.number(kept), Cell.number(dropped)),
                List.of(
                    Cell.text("elsewhere, or unknown"),
                    Cell.number(Numbers.text(pickups.keptElsewhere())),
                    Cell.number(Numbers.text(pickups.droppedElsewhere()))))));
  }
}
