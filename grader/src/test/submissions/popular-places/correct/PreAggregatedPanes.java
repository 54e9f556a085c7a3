// Counts panes of five minutes first and adds three of them up: an event is in one window, not in three.
package streamkata.exercises.popularplaces;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.PopularPlacesLab;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;

public class PopularPlacesJob implements PopularPlacesLab {

  private static final TypeInformation<Tuple3<Double, Double, Boolean>> KEY =
      Types.TUPLE(Types.DOUBLE, Types.DOUBLE, Types.BOOLEAN);

  @Override
  public DataStream<PopularPlace> popular(DataStream<TaxiRide> rides, int threshold) {
    return rides
        .filter(PopularPlacesJob::isInNYC)
        .keyBy(PopularPlacesJob::place, Types.TUPLE(Types.INT, Types.BOOLEAN))
        .window(TumblingEventTimeWindows.of(Duration.ofMinutes(5)))
        .aggregate(new Count(), new ToPlace())
        .keyBy(place -> Tuple3.of(place.lon(), place.lat(), place.isStart()), KEY)
        .window(SlidingEventTimeWindows.of(Duration.ofMinutes(15), Duration.ofMinutes(5)))
        .reduce(PopularPlacesJob::sum, new WithWindowEnd())
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

  private static PopularPlace sum(PopularPlace one, PopularPlace other) {
    return new PopularPlace(one.lon(), one.lat(), 0, one.isStart(), one.count() + other.count());
  }

  static class WithWindowEnd
      extends ProcessWindowFunction<
          PopularPlace, PopularPlace, Tuple3<Double, Double, Boolean>, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Tuple3<Double, Double, Boolean> key,
        Context context,
        Iterable<PopularPlace> sums,
        Collector<PopularPlace> out) {
      int count = sums.iterator().next().count();
      out.collect(new PopularPlace(key.f0, key.f1, context.window().getEnd(), key.f2, count));
    }
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
