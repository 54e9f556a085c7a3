// Loses: behaviour, event time
// Says: in the window to
// A count trigger replaces the window's own: it fires before the window ends, and never for the rest.
package streamkata.exercises.popularplaces;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.triggers.CountTrigger;
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
        .keyBy(PopularPlacesJob::place, Types.TUPLE(Types.INT, Types.BOOLEAN))
        .window(SlidingEventTimeWindows.of(Duration.ofMinutes(15), Duration.ofMinutes(5)))
        .trigger(CountTrigger.of(threshold))
        .aggregate(new Count(), new ToPlace())
        .filter(place -> place.count() >= threshold);
  }

  private static Tuple2<Integer, Boolean> place(TaxiRide ride) {
    return Tuple2.of(cell(ride), ride.isStart());
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

  static class ToPlace
      extends ProcessWindowFunction<
          Integer, PopularPlace, Tuple2<Integer, Boolean>, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Tuple2<Integer, Boolean> key,
        Context context,
        Iterable<Integer> counts,
        Collector<PopularPlace> out) {
      out.collect(
          new PopularPlace(
              GeoUtils.getGridCellCenterLon(key.f0),
              GeoUtils.getGridCellCenterLat(key.f0),
              context.window().getEnd(),
              key.f1,
              counts.iterator().next()));
    }
  }
}
