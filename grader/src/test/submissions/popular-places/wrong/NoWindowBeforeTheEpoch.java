// Loses: behaviour
package streamkata.exercises.popularplaces;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.PopularPlacesLab;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;

/**
 * Leaves out windows that begin before 1970, as times are 0 or later; but such a window can have
 * events. Rule 3: every five minutes a window of 15 minutes ends. Shown by: a meter whose clock
 * is reset: STARTs at 1970-01-01T00:02 (times are "0 or later"); the windows that end at 00:05
 * and 00:10 are missing, 00:15 is right
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
        .keyBy(PopularPlacesJob::place)
        .process(new Windows(threshold));
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

  /** The open windows of one cell, of STARTs or ENDs. */
  public static class Windows extends KeyedProcessFunction<Integer, TaxiRide, PopularPlace> {

    private static final long serialVersionUID = 1L;
    private static final long SLIDE = Duration.ofMinutes(5).toMillis();
    private static final long SIZE = Duration.ofMinutes(15).toMillis();

    private final int threshold;

    /** Counts by the start of the window. */
    private transient MapState<Long, Integer> counts;

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
      counts =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("counts", Types.LONG, Types.INT));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<PopularPlace> out)
        throws Exception {
      long time = ride.eventTime();
      long last = time - time % SLIDE;
      for (long start = last; start >= 0 && start > time - SIZE; start -= SLIDE) {
        long lastMillisecond = start + SIZE - 1;
        if (lastMillisecond <= context.timerService().currentWatermark()) {
          continue;
        }
        Integer before = counts.get(start);
        counts.put(start, before == null ? 1 : before + 1);
        context.timerService().registerEventTimeTimer(lastMillisecond);
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PopularPlace> out)
        throws Exception {
      long start = timestamp + 1 - SIZE;
      int count = counts.get(start);
      counts.remove(start);
      if (count >= threshold) {
        out.collect(popular(context.getCurrentKey(), start + SIZE, count));
      }
    }
  }
}
