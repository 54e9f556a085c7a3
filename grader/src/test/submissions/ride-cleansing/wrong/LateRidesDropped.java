// Loses: behaviour
// Says: expected the event at 13:17:23, (-73.9631, 40.7795) to (-73.9631, 40.7795) and the event at 13:17:23, (-73.9631, 40.7795) to (-73.
// Copied from a window: what is older than the watermark is dropped.
package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

public class RideCleansingJob implements RideCleansingLab {

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides
        .filter(RideCleansingJob::isInNYC)
        .process(
            new ProcessFunction<TaxiRide, TaxiRide>() {
              @Override
              public void processElement(
                  TaxiRide ride, Context context, Collector<TaxiRide> out) {
                if (ride.eventTime() > context.timerService().currentWatermark()) {
                  out.collect(ride);
                }
              }
            });
  }

  static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }
}
