// Loses: rescale
// Says: , got nothing
package streamkata.exercises.popularplaces;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.PopularPlacesLab;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;

/**
 * Notes in memory which windows of a place have reached the threshold, so that the others need
 * no count at their end, and keeps the notes in operator list state; after a rescale they are
 * in other instances than their places. Rules of every lab: a job "can also continue from a
 * savepoint, at any parallelism". Shown by: threshold 2, two STARTs in a cell, savepoint at
 * parallelism 1 (or 2), continued at 4 (or 3), the watermark past the windows: mostly no
 * result; right if the threshold is reached after the restore, after failures, and from 4 to 1
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
  public static class Panes extends KeyedProcessFunction<Integer, TaxiRide, PopularPlace>
      implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private final int threshold;

    private transient MapState<Long, Integer> panes;
    private transient Set<Tuple2<Integer, Long>> hot;
    private transient ListState<Tuple2<Integer, Long>> saved;

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
          if (count(last + 1) >= threshold) {
            hot.add(Tuple2.of(context.getCurrentKey(), last + 1));
          }
        }
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PopularPlace> out)
        throws Exception {
      long end = timestamp + 1;
      if (hot.remove(Tuple2.of(context.getCurrentKey(), end))) {
        out.collect(popularPlace(context.getCurrentKey(), end, count(end)));
      }
      panes.remove(end - PANES * PANE);
    }

    private int count(long end) throws Exception {
      int count = 0;
      for (long pane = end - PANES * PANE; pane < end; pane += PANE) {
        Integer inPane = panes.get(pane);
        count += inPane == null ? 0 : inPane;
      }
      return count;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      saved =
          context
              .getOperatorStateStore()
              .getListState(
                  new ListStateDescriptor<>("hot", Types.TUPLE(Types.INT, Types.LONG)));
      hot = new HashSet<>();
      saved.get().forEach(hot::add);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      saved.update(new ArrayList<>(hot));
    }
  }
}
