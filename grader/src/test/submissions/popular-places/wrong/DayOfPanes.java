// Loses: behaviour
// Says: in the window to 2013-02-04 00:05:00: expected 1, got nothing
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
 * Numbers the panes of five minutes within the day, 0 to 287, and adds up the last three of
 * the day of the window; a window across midnight lacks the panes of the day before. Rule 3:
 * every five minutes a window of 15 minutes ends; rules of every lab: times "span days". Shown
 * by: threshold 2, STARTs in a cell at 23:58 and at 00:02: no result at 00:05 and 00:10 (or,
 * with threshold 1, counts of 1 instead of 2); windows within a day are right
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

  private static final long PANE = Duration.ofMinutes(5).toMillis();
  private static final int PANES = 3;

  private static int place(TaxiRide ride) {
    return ride.isStart()
        ? 2 * GeoUtils.mapToGridCell(ride.startLon(), ride.startLat()) + 1
        : 2 * GeoUtils.mapToGridCell(ride.endLon(), ride.endLat());
  }

  private static PopularPlace popularPlace(int place, long windowEnd, int count) {
    return new PopularPlace(
        GeoUtils.getGridCellCenterLon(place / 2),
        GeoUtils.getGridCellCenterLat(place / 2),
        windowEnd,
        place % 2 == 1,
        count);
  }

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  @Override
  public DataStream<PopularPlace> popular(DataStream<TaxiRide> rides, int threshold) {
    return rides
        .filter(PopularPlacesJob::isInNYC)
        .keyBy(PopularPlacesJob::place)
        .process(new Panes(threshold));
  }

  /** Counts in panes of five minutes. */
  public static class Panes extends KeyedProcessFunction<Integer, TaxiRide, PopularPlace> {

    private static final long serialVersionUID = 1L;

    private final int threshold;

    private transient MapState<Long, Integer> panes;

    Panes(int threshold) {
      this.threshold = threshold;
    }

    @Override
    public void open(OpenContext context) {
      panes =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("panes", Types.LONG, Types.INT));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<PopularPlace> out)
        throws Exception {
      long time = ride.eventTime();
      long pane = Math.floorDiv(time, PANE) * PANE;
      long watermark = context.timerService().currentWatermark();
      if (pane + PANES * PANE - 1 <= watermark) {
        return; // all its windows are out
      }
      Integer count = panes.get(pane);
      panes.put(pane, count == null ? 1 : count + 1);
      for (int i = 1; i <= PANES; i++) {
        long last = pane + i * PANE - 1;
        if (last > watermark) {
          context.timerService().registerEventTimeTimer(last);
        }
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PopularPlace> out)
        throws Exception {
      long end = timestamp + 1;
      int count = count(end);
      if (count >= threshold) {
        out.collect(popularPlace(context.getCurrentKey(), end, count));
      }
      panes.remove(end - PANES * PANE);
    }

    private static final int PANES_OF_DAY = 288;

    private int count(long end) throws Exception {
      long lastPane = Math.floorDiv(end - 1, PANE);
      long day = Math.floorDiv(lastPane, PANES_OF_DAY);
      int slot = Math.floorMod(lastPane, PANES_OF_DAY);
      int count = 0;
      for (int i = Math.max(0, slot - PANES + 1); i <= slot; i++) {
        Integer inPane = panes.get((day * PANES_OF_DAY + i) * PANE);
        count += inPane == null ? 0 : inPane;
      }
      return count;
    }
  }
}
