// Loses: behaviour
// Says: got nothing
package streamkata.exercises.ridecleansing;

import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessAllWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

public class RideCleansingJob implements RideCleansingLab {

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides
        .filter(RideCleansingJob::isKept)
        .windowAll(TumblingEventTimeWindows.of(Duration.ofMinutes(1)))
        .process(
            new ProcessAllWindowFunction<TaxiRide, TaxiRide, TimeWindow>() {
              @Override
              public void process(
                  Context context, Iterable<TaxiRide> elements, Collector<TaxiRide> out) {
                elements.forEach(out::collect);
              }
            });
  }

  private static boolean isKept(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }
}
