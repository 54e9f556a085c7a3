package streamkata.exercises.popularplaces;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.PopularPlacesLab;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;

/**
 * Right, unusual: the key is the cell alone; a MapState by window end has the counts of starts and ends side by side, one timer ends a window for both.
 *
 * <p>An event counts in those of its windows that are still open.
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
        .keyBy(PopularPlacesJob::cellOf)
        .process(new Windows(threshold));
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

  /** The open windows of one cell. */
  public static class Windows extends KeyedProcessFunction<Integer, TaxiRide, PopularPlace> {

    private static final long serialVersionUID = 1L;
    private static final long FIVE_MINUTES = Duration.ofMinutes(5).toMillis();

    private final int threshold;

    /** Starts and ends, by the end of the window. */
    private transient MapState<Long, Tuple2<Integer, Integer>> windows;

    /**
     * Makes the function.
     *
     * @param threshold the least count that gives a result
     */
    public Windows(int threshold) {
      this.threshold = threshold;
    }

    @Override
    public void open(OpenContext context) {
      windows =
          getRuntimeContext()
              .getMapState(
                  new MapStateDescriptor<>(
                      "windows", Types.LONG, Types.TUPLE(Types.INT, Types.INT)));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<PopularPlace> out)
        throws Exception {
      long end = Math.floorDiv(ride.eventTime(), FIVE_MINUTES) * FIVE_MINUTES;
      for (int window = 0; window < 3; window++) {
        end += FIVE_MINUTES;
        if (end - 1 <= context.timerService().currentWatermark()) {
          continue;
        }
        Tuple2<Integer, Integer> before = windows.get(end);
        int starts = (before == null ? 0 : before.f0) + (ride.isStart() ? 1 : 0);
        int ends = (before == null ? 0 : before.f1) + (ride.isStart() ? 0 : 1);
        windows.put(end, Tuple2.of(starts, ends));
        context.timerService().registerEventTimeTimer(end - 1);
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PopularPlace> out)
        throws Exception {
      long end = timestamp + 1;
      int cell = context.getCurrentKey();
      Tuple2<Integer, Integer> counts = windows.get(end);
      windows.remove(end);
      if (counts.f0 >= threshold) {
        out.collect(place(cell, end, true, counts.f0));
      }
      if (counts.f1 >= threshold) {
        out.collect(place(cell, end, false, counts.f1));
      }
    }
  }
}
