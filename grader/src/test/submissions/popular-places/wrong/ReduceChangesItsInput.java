// Loses: behaviour, event time
// Says: several windows share it
// The three windows of an event share the object that the first reduce changes; RocksDB copies it.
package streamkata.exercises.popularplaces;

import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
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

  @Override
  public DataStream<PopularPlace> popular(DataStream<TaxiRide> rides, int threshold) {
    return rides
        .filter(PopularPlacesJob::isInNYC)
        .map(ride -> Tuple3.of(cell(ride), ride.isStart(), 1))
        .returns(Types.TUPLE(Types.INT, Types.BOOLEAN, Types.INT))
        .keyBy(
            place -> Tuple2.of(place.f0, place.f1), Types.TUPLE(Types.INT, Types.BOOLEAN))
        .window(SlidingEventTimeWindows.of(Duration.ofMinutes(15), Duration.ofMinutes(5)))
        .reduce(PopularPlacesJob::add, new ToPlace())
        .filter(place -> place.count() >= threshold);
  }

  private static Tuple3<Integer, Boolean, Integer> add(
      Tuple3<Integer, Boolean, Integer> sum, Tuple3<Integer, Boolean, Integer> place) {
    sum.f2 += place.f2;
    return sum;
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

  static class ToPlace
      extends ProcessWindowFunction<
          Tuple3<Integer, Boolean, Integer>,
          PopularPlace,
          Tuple2<Integer, Boolean>,
          TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Tuple2<Integer, Boolean> key,
        Context context,
        Iterable<Tuple3<Integer, Boolean, Integer>> counts,
        Collector<PopularPlace> out) {
      out.collect(
          new PopularPlace(
              GeoUtils.getGridCellCenterLon(key.f0),
              GeoUtils.getGridCellCenterLat(key.f0),
              context.window().getEnd(),
              key.f1,
              counts.iterator().next().f2));
    }
  }
}
