// Loses: behaviour, state hygiene
// Says: An END counts in the cell
package streamkata.exercises.popularplaces;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.PopularPlacesLab;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;

public class PopularPlacesJob implements PopularPlacesLab {

  private static final long SLIDE = Duration.ofMinutes(5).toMillis();
  private static final long WINDOW = Duration.ofMinutes(15).toMillis();

  @Override
  public DataStream<PopularPlace> popular(DataStream<TaxiRide> rides, int threshold) {
    return rides
        .filter(PopularPlacesJob::isInNYC)
        .keyBy(ride -> ride.isStart() ? cell(ride) : -1 - cell(ride))
        .process(new CountPerWindow(threshold));
  }

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  private static int cell(TaxiRide ride) {
    return ride.isStart()
        ? GeoUtils.mapToGridCell(ride.startLon(), ride.startLat())
        : GeoUtils.mapToGridCell(ride.endLon(), ride.endLat());
  }

  static class CountPerWindow extends KeyedProcessFunction<Integer, TaxiRide, PopularPlace> {
    private static final long serialVersionUID = 1L;

    private final int threshold;
    private transient MapState<Long, Integer> counts;

    CountPerWindow(int threshold) {
      this.threshold = threshold;
    }

    @Override
    public void open(OpenContext context) {
      counts =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("counts", Long.class, Integer.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<PopularPlace> out)
        throws Exception {
      long firstEnd = ride.startTime() / SLIDE * SLIDE + SLIDE;
      for (long end = firstEnd; end <= ride.startTime() + WINDOW; end += SLIDE) {
        if (end > context.timerService().currentWatermark()) {
          Integer count = counts.get(end);
          counts.put(end, count == null ? 1 : count + 1);
          context.timerService().registerEventTimeTimer(end);
        }
      }
    }

    @Override
    public void onTimer(long end, OnTimerContext context, Collector<PopularPlace> out)
        throws Exception {
      int count = counts.get(end);
      counts.remove(end);
      if (count >= threshold) {
        int key = context.getCurrentKey();
        int cell = key >= 0 ? key : -1 - key;
        out.collect(
            new PopularPlace(
                GeoUtils.getGridCellCenterLon(cell),
                GeoUtils.getGridCellCenterLat(cell),
                end,
                key >= 0,
                count));
      }
    }
  }
}
