// Loses: behaviour
// Says: expected the event at 13:17:23, (-73.9631, 40.7795) to (-73.9631, 40.7795) and the event at 13:17:23, (-73.9631, 40.7795) to (-73.
// An event that comes twice is kept twice.
package streamkata.exercises.ridecleansing;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

public class RideCleansingJob implements RideCleansingLab {

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides
        .filter(RideCleansingJob::isInNYC)
        .keyBy(ride -> ride.rideId() + (ride.isStart() ? " start" : " end"))
        .process(new Once());
  }

  static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  static class Once extends KeyedProcessFunction<String, TaxiRide, TaxiRide> {

    private transient ValueState<Boolean> seen;

    @Override
    public void open(OpenContext context) {
      seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Boolean.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<TaxiRide> out)
        throws Exception {
      if (seen.value() == null) {
        seen.update(true);
        out.collect(ride);
      }
    }
  }
}
