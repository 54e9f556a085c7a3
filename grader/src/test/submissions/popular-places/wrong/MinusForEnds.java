// The cells of ENDs are negative: START and END are not told apart in cell 0.
// Loses: behaviour
// Says: expected 2, got 3
package streamkata.exercises.popularplaces;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.PopularPlacesLab;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;

public class PopularPlacesJob implements PopularPlacesLab {

  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final Duration SLIDE = Duration.ofMinutes(5);

  @Override
  public DataStream<PopularPlace> popular(DataStream<TaxiRide> rides, int threshold) {
    return rides
        .filter(PopularPlacesJob::isInNYC)
        .keyBy(ride -> ride.isStart() ? cell(ride) : -cell(ride))
        .window(SlidingEventTimeWindows.of(WINDOW, SLIDE))
        .aggregate(new Count(), new Places(threshold));
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

  static class Count implements AggregateFunction<TaxiRide, Integer, Integer> {
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

  static class Places extends ProcessWindowFunction<Integer, PopularPlace, Integer, TimeWindow> {
    private final int threshold;

    Places(int threshold) {
      this.threshold = threshold;
    }

    @Override
    public void process(Integer key, Context context, Iterable<Integer> counts, Collector<PopularPlace> out) {
      int count = counts.iterator().next();
      if (count >= threshold) {
        out.collect(
            new PopularPlace(
                GeoUtils.getGridCellCenterLon(Math.abs(key)),
                GeoUtils.getGridCellCenterLat(Math.abs(key)),
                context.window().getEnd(),
                key >= 0,
                count));
      }
    }
  }
}
