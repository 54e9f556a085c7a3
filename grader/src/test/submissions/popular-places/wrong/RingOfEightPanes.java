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
 * Keeps panes of five minutes in a ring of eight slots, 40 minutes, although more can be open as
 * long as the watermark stands still. Rule 5: an event counts in each window that is not out.
 * Shown by: before any watermark a START at 13:01 and one at 13:41 in one cell, threshold 2,
 * then the watermark: (13:05, 2), (13:10, 2) and (13:15, 2) come
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

  /** The panes of one cell, of STARTs or ENDs. */
  public static class Windows extends KeyedProcessFunction<Integer, TaxiRide, PopularPlace> {

    private static final long serialVersionUID = 1L;
    private static final long PANE = Duration.ofMinutes(5).toMillis();
    private static final int SLOTS = 8;

    private final int threshold;

    /** Counts by the slot of the pane. */
    private transient MapState<Integer, Integer> ring;

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
      ring =
          getRuntimeContext().getMapState(new MapStateDescriptor<>("ring", Types.INT, Types.INT));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<PopularPlace> out)
        throws Exception {
      long pane = ride.eventTime() / PANE;
      if ((pane + 1) * PANE - 1 <= context.timerService().currentWatermark()) {
        return; // the first of its windows is out
      }
      ring.put(slot(pane), count(pane) + 1);
      for (int window = 1; window <= 3; window++) {
        context.timerService().registerEventTimeTimer((pane + window) * PANE - 1);
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PopularPlace> out)
        throws Exception {
      long next = (timestamp + 1) / PANE;
      int count = count(next - 1) + count(next - 2) + count(next - 3);
      ring.remove(slot(next - 3)); // no later window has it
      if (count >= threshold) {
        out.collect(popular(context.getCurrentKey(), timestamp + 1, count));
      }
    }

    private static int slot(long pane) {
      return (int) Math.floorMod(pane, (long) SLOTS);
    }

    private int count(long pane) throws Exception {
      Integer count = ring.get(slot(pane));
      return count == null ? 0 : count;
    }
  }
}
