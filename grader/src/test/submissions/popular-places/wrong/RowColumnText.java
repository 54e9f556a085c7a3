// Loses: behaviour
package streamkata.exercises.popularplaces;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
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
 * Keys by a text of row, column and kind without separators, in which row 1, column 11 and row 11, column 1 are the same.
 *
 * <p>Rule: "Your program counts starts and ends of a cell separately", and each grid cell by
 * itself. Shown by: rides that start in cells 261 (row 1, column 11) and 2751 (row 11, column 1)
 * in one window: one result with both counts.
 */
public class PopularPlacesJob implements PopularPlacesLab {

  /**
   * Runs the lab and prints its results.
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
        .keyBy(PopularPlacesJob::keyOf)
        .window(SlidingEventTimeWindows.of(Duration.ofMinutes(15), Duration.ofMinutes(5)))
        .aggregate(new Count(), new Emit(threshold));
  }

  private static String keyOf(TaxiRide ride) {
    int cell = cellOf(ride);
    return "" + cell / GeoUtils.COLUMNS + cell % GeoUtils.COLUMNS + (ride.isStart() ? "S" : "E");
  }

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  private static int cellOf(TaxiRide ride) {
    return ride.isStart()
        ? GeoUtils.mapToGridCell(ride.startLon(), ride.startLat())
        : GeoUtils.mapToGridCell(ride.endLon(), ride.endLat());
  }

  private static PopularPlace place(int cell, long windowEnd, boolean isStart, int count) {
    return new PopularPlace(
        GeoUtils.getGridCellCenterLon(cell),
        GeoUtils.getGridCellCenterLat(cell),
        windowEnd,
        isStart,
        count);
  }

  /** Counts, and remembers the cell. */
  public static class Count
      implements AggregateFunction<TaxiRide, Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> {

    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Integer, Integer> createAccumulator() {
      return Tuple2.of(0, 0);
    }

    @Override
    public Tuple2<Integer, Integer> add(TaxiRide ride, Tuple2<Integer, Integer> counted) {
      return Tuple2.of(cellOf(ride), counted.f1 + 1);
    }

    @Override
    public Tuple2<Integer, Integer> getResult(Tuple2<Integer, Integer> counted) {
      return counted;
    }

    @Override
    public Tuple2<Integer, Integer> merge(
        Tuple2<Integer, Integer> one, Tuple2<Integer, Integer> other) {
      return Tuple2.of(one.f1 > 0 ? one.f0 : other.f0, one.f1 + other.f1);
    }
  }

  /** Emits what is popular. */
  public static class Emit
      extends ProcessWindowFunction<Tuple2<Integer, Integer>, PopularPlace, String, TimeWindow> {

    private static final long serialVersionUID = 1L;

    private final int threshold;

    /**
     * Makes the function.
     *
     * @param threshold the least count that gives a result
     */
    public Emit(int threshold) {
      this.threshold = threshold;
    }

    @Override
    public void process(
        String key,
        Context context,
        Iterable<Tuple2<Integer, Integer>> counts,
        Collector<PopularPlace> out) {
      Tuple2<Integer, Integer> counted = counts.iterator().next();
      if (counted.f1 >= threshold) {
        out.collect(place(counted.f0, context.window().getEnd(), key.endsWith("S"), counted.f1));
      }
    }
  }
}
