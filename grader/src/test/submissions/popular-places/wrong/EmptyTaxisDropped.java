// Loses: behaviour, event time
// Says: expected 4, got 3
// A ride without passengers is a ride.
package streamkata.exercises.popularplaces;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.PopularPlacesLab;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;

public class PopularPlacesJob implements PopularPlacesLab {

  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final Duration SLIDE = Duration.ofMinutes(5);

  @Override
  public DataStream<PopularPlace> popular(DataStream<TaxiRide> rides, int threshold) {
    return rides
        .filter(PopularPlacesJob::isInNYC)
        // Starts and ends in one cell are different things to count, so both are in the key.
        .keyBy(PopularPlacesJob::place)
        .window(SlidingEventTimeWindows.of(WINDOW, SLIDE))
        .aggregate(new Count(), new PlacesFrom(threshold));
  }

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat())
        && ride.passengerCnt() > 0;
  }

  static CellAndKind place(TaxiRide ride) {
    int cell =
        ride.isStart()
            ? GeoUtils.mapToGridCell(ride.startLon(), ride.startLat())
            : GeoUtils.mapToGridCell(ride.endLon(), ride.endLat());
    return new CellAndKind(cell, ride.isStart());
  }

  /**
   * The key. A public record is serialised by Flink as a POJO, and its hash code is the same on
   * every worker.
   *
   * @param cell the grid cell
   * @param isStart whether rides start or end there
   */
  public record CellAndKind(int cell, boolean isStart) {}

  /** Counts rides as they arrive: the state of a window is one number. */
  static class Count implements AggregateFunction<TaxiRide, Integer, Integer> {

    private static final long serialVersionUID = 1L;

    @Override
    public Integer createAccumulator() {
      return 0;
    }

    @Override
    public Integer add(TaxiRide ride, Integer count) {
      return count + 1;
    }

    @Override
    public Integer getResult(Integer count) {
      return count;
    }

    @Override
    public Integer merge(Integer one, Integer other) {
      return one + other;
    }
  }

  /** Makes a place of a count that is large enough, and drops the others. */
  static class PlacesFrom
      extends ProcessWindowFunction<Integer, PopularPlace, CellAndKind, TimeWindow> {

    private static final long serialVersionUID = 1L;

    private final int threshold;

    PlacesFrom(int threshold) {
      this.threshold = threshold;
    }

    @Override
    public void process(
        CellAndKind key, Context context, Iterable<Integer> counts, Collector<PopularPlace> out) {
      int count = counts.iterator().next();
      if (count >= threshold) {
        out.collect(
            new PopularPlace(
                GeoUtils.getGridCellCenterLon(key.cell()),
                GeoUtils.getGridCellCenterLat(key.cell()),
                context.window().getEnd(),
                key.isStart(),
                count));
      }
    }
  }
}
