// Loses: worker loss, rescale
// Says: lost when the worker was killed
// Sets of ride ids count nothing twice, and die with the worker all the same.
package streamkata.exercises.popularplaces;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.java.tuple.Tuple2;
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
    private static final Map<Tuple2<Integer, Long>, Set<Long>> RIDES = new ConcurrentHashMap<>();

    CountPerWindow(int threshold) {
      this.threshold = threshold;
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<PopularPlace> out) {
      long firstEnd = ride.eventTime() / SLIDE * SLIDE + SLIDE;
      for (long end = firstEnd; end <= ride.eventTime() + WINDOW; end += SLIDE) {
        if (end > context.timerService().currentWatermark()) {
          RIDES
              .computeIfAbsent(
                  Tuple2.of(context.getCurrentKey(), end), key -> ConcurrentHashMap.newKeySet())
              .add(ride.rideId());
          context.timerService().registerEventTimeTimer(end);
        }
      }
    }

    @Override
    public void onTimer(long end, OnTimerContext context, Collector<PopularPlace> out) {
      int count = RIDES.getOrDefault(Tuple2.of(context.getCurrentKey(), end), Set.of()).size();
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
