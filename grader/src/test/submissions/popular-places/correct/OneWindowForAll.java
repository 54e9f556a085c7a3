// One operator instance counts all cells in a map: it does not scale, but it is right.
package streamkata.exercises.popularplaces;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessAllWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.PopularPlacesLab;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;

public class PopularPlacesJob implements PopularPlacesLab {

  @Override
  public DataStream<PopularPlace> popular(DataStream<TaxiRide> rides, int threshold) {
    return rides
        .filter(PopularPlacesJob::isInNYC)
        .windowAll(SlidingEventTimeWindows.of(Duration.ofMinutes(15), Duration.ofMinutes(5)))
        .aggregate(new Counts(), new Places(threshold), COUNTS, COUNTS, PLACE);
  }

  private static final TypeInformation<Map<Integer, Integer>> COUNTS =
      Types.MAP(Types.INT, Types.INT);
  private static final TypeInformation<PopularPlace> PLACE = Types.POJO(PopularPlace.class);

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  private static int cell(TaxiRide ride) {
    return ride.isStart()
        ? GeoUtils.mapToGridCell(ride.startLon(), ride.startLat())
        : GeoUtils.mapToGridCell(ride.endLon(), ride.endLat());
  }

  static class Counts
      implements AggregateFunction<TaxiRide, Map<Integer, Integer>, Map<Integer, Integer>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Map<Integer, Integer> createAccumulator() {
      return new HashMap<>();
    }

    @Override
    public Map<Integer, Integer> add(TaxiRide ride, Map<Integer, Integer> counts) {
      counts.merge(2 * cell(ride) + (ride.isStart() ? 1 : 0), 1, Integer::sum);
      return counts;
    }

    @Override
    public Map<Integer, Integer> getResult(Map<Integer, Integer> counts) {
      return counts;
    }

    @Override
    public Map<Integer, Integer> merge(Map<Integer, Integer> one, Map<Integer, Integer> other) {
      other.forEach((key, count) -> one.merge(key, count, Integer::sum));
      return one;
    }
  }

  static class Places
      extends ProcessAllWindowFunction<Map<Integer, Integer>, PopularPlace, TimeWindow> {
    private static final long serialVersionUID = 1L;

    private final int threshold;

    Places(int threshold) {
      this.threshold = threshold;
    }

    @Override
    public void process(
        Context context, Iterable<Map<Integer, Integer>> all, Collector<PopularPlace> out) {
      all.iterator()
          .next()
          .forEach(
              (key, count) -> {
                if (count >= threshold) {
                  out.collect(
                      new PopularPlace(
                          GeoUtils.getGridCellCenterLon(key / 2),
                          GeoUtils.getGridCellCenterLat(key / 2),
                          context.window().getEnd(),
                          key % 2 == 1,
                          count));
                }
              });
    }
  }
}
