// Loses: parallelism, rescale
// Says: State belongs to a key, not to an operator instance
package streamkata.exercises.popularplaces;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.RichMapFunction;
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
        .map(new WithSubtask())
        .keyBy(
            ride -> Tuple3.of(cell(ride.f1), ride.f1.isStart(), ride.f0),
            Types.TUPLE(Types.INT, Types.BOOLEAN, Types.INT))
        .window(SlidingEventTimeWindows.of(Duration.ofMinutes(15), Duration.ofMinutes(5)))
        .aggregate(new Count(), new ToPlace())
        .filter(place -> place.count() >= threshold);
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

  static class WithSubtask extends RichMapFunction<TaxiRide, Tuple2<Integer, TaxiRide>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Integer, TaxiRide> map(TaxiRide ride) {
      return Tuple2.of(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), ride);
    }
  }

  static class Count implements AggregateFunction<Tuple2<Integer, TaxiRide>, Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer createAccumulator() {
      return 0;
    }

    @Override
    public Integer add(Tuple2<Integer, TaxiRide> ride, Integer count) {
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
          Integer, PopularPlace, Tuple3<Integer, Boolean, Integer>, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Tuple3<Integer, Boolean, Integer> key,
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
