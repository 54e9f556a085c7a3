// Loses: event time
package streamkata.exercises.popularplaces;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.PopularPlacesLab;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;

/**
 * Lets a pane of five minutes be late by ten, so that it fires again with its whole count, which the windows of 15 minutes add to the first one.
 *
 * <p>Rule: an event that arrives when some of its windows are out may count in those still open,
 * but once; nothing may count twice. Shown by: threshold 2, two STARTs in a cell at 13:04,
 * watermark 13:06, a third START there at 13:04: 5 instead of 2 or 3 at 13:10 and 13:15.
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
        .keyBy(
            ride -> Tuple2.of(cellOf(ride), ride.isStart()),
            Types.TUPLE(Types.INT, Types.BOOLEAN))
        .window(TumblingEventTimeWindows.of(Duration.ofMinutes(5)))
        .allowedLateness(Duration.ofMinutes(10))
        .aggregate(new Count(), new ToPart())
        .keyBy(
            part -> Tuple2.of(part.cell(), part.isStart()),
            Types.TUPLE(Types.INT, Types.BOOLEAN))
        .window(SlidingEventTimeWindows.of(Duration.ofMinutes(15), Duration.ofMinutes(5)))
        .reduce(
            (one, other) -> new Part(one.cell(), one.isStart(), one.count() + other.count()),
            new Emit(threshold));
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

  /** Counts. */
  public static class Count implements AggregateFunction<TaxiRide, Integer, Integer> {

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

  /**
   * The count of a cell and kind in five minutes.
   *
   * @param cell the cell
   * @param isStart whether starts were counted
   * @param count how many
   */
  public record Part(int cell, boolean isStart, int count) {}

  /** Makes the part of one pane. */
  public static class ToPart
      extends ProcessWindowFunction<Integer, Part, Tuple2<Integer, Boolean>, TimeWindow> {

    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Tuple2<Integer, Boolean> key,
        Context context,
        Iterable<Integer> counts,
        Collector<Part> out) {
      out.collect(new Part(key.f0, key.f1, counts.iterator().next()));
    }
  }

  /** Emits what is popular. */
  public static class Emit
      extends ProcessWindowFunction<Part, PopularPlace, Tuple2<Integer, Boolean>, TimeWindow> {

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
        Tuple2<Integer, Boolean> key,
        Context context,
        Iterable<Part> sums,
        Collector<PopularPlace> out) {
      int count = sums.iterator().next().count();
      if (count >= threshold) {
        out.collect(place(key.f0, context.window().getEnd(), key.f1, count));
      }
    }
  }
}
