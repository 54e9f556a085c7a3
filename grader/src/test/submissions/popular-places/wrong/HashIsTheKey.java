// Loses: behaviour
// Says: expected 3, got nothing
package streamkata.exercises.popularplaces;

import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.PopularPlacesLab;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;

/**
 * Keys by the hash of column, row and kind, as Objects.hash makes it, which is the same for
 * the cell one column further and 31 rows back. README, behaviour: "each grid cell is counted
 * separately". Shown by: rides that start in column 10, row 100 and rides that start in column
 * 11, row 69 in one window: one result with both counts
 */
public class PopularPlacesJob implements PopularPlacesLab {

  /**
   * Runs the lab.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("popular-places", args);
    job.makeFaultTolerant();
    job.print(new PopularPlacesJob().popular(job.rides(), 20));
    job.run();
  }

  @Override
  public DataStream<PopularPlace> popular(DataStream<TaxiRide> rides, int threshold) {
    return rides
        .filter(PopularPlacesJob::isInNYC)
        .keyBy(PopularPlacesJob::hash, Types.INT)
        .window(SlidingEventTimeWindows.of(Duration.ofMinutes(15), Duration.ofMinutes(5)))
        .aggregate(
            new Count(),
            new Popular(threshold),
            Types.TUPLE(Types.INT, Types.INT),
            Types.TUPLE(Types.INT, Types.INT),
            TypeInformation.of(PopularPlace.class));
  }

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  /** Twice the cell, and one more for STARTs. */
  private static int place(TaxiRide ride) {
    return ride.isStart()
        ? 2 * GeoUtils.mapToGridCell(ride.startLon(), ride.startLat()) + 1
        : 2 * GeoUtils.mapToGridCell(ride.endLon(), ride.endLat());
  }

  private static PopularPlace popular(int place, long windowEnd, int count) {
    return new PopularPlace(
        GeoUtils.getGridCellCenterLon(place / 2),
        GeoUtils.getGridCellCenterLat(place / 2),
        windowEnd,
        place % 2 == 1,
        count);
  }

  private static int hash(TaxiRide ride) {
    int cell = place(ride) / 2;
    return Objects.hash(cell % GeoUtils.COLUMNS, cell / GeoUtils.COLUMNS, ride.isStart());
  }

  /** Counts, and keeps the place. */
  public static class Count
      implements AggregateFunction<TaxiRide, Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> {

    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Integer, Integer> createAccumulator() {
      return Tuple2.of(0, 0);
    }

    @Override
    public Tuple2<Integer, Integer> add(TaxiRide ride, Tuple2<Integer, Integer> count) {
      return Tuple2.of(place(ride), count.f1 + 1);
    }

    @Override
    public Tuple2<Integer, Integer> getResult(Tuple2<Integer, Integer> count) {
      return count;
    }

    @Override
    public Tuple2<Integer, Integer> merge(
        Tuple2<Integer, Integer> one, Tuple2<Integer, Integer> other) {
      return Tuple2.of(one.f0, one.f1 + other.f1);
    }
  }

  /** Emits what is popular. */
  public static class Popular
      extends ProcessWindowFunction<Tuple2<Integer, Integer>, PopularPlace, Integer, TimeWindow> {

    private static final long serialVersionUID = 1L;

    private final int threshold;

    /**
     * Makes the function.
     *
     * @param threshold the least count that gives a result
     */
    public Popular(int threshold) {
      this.threshold = threshold;
    }

    @Override
    public void process(
        Integer hash,
        Context context,
        Iterable<Tuple2<Integer, Integer>> counts,
        Collector<PopularPlace> out) {
      Tuple2<Integer, Integer> count = counts.iterator().next();
      if (count.f1 >= threshold) {
        out.collect(popular(count.f0, context.window().getEnd(), count.f1));
      }
    }
  }
}
