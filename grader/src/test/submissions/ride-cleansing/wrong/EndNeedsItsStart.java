// Loses: behaviour
// Says: expected the event at 13:17:23, (-73.7822, 40.6441) to (-73.9631, 40.7795), got nothing
// An END is kept whatever became of its START.
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
        .keyBy(TaxiRide::rideId)
        .process(new AfterItsStart());
  }

  static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  static class AfterItsStart extends KeyedProcessFunction<Long, TaxiRide, TaxiRide> {

    private transient ValueState<Boolean> seen;

    @Override
    public void open(OpenContext context) {
      seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Boolean.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<TaxiRide> out)
        throws Exception {
      if (ride.isStart()) {
        seen.update(true);
      }
      if (seen.value() != null) {
        out.collect(ride);
      }
    }
  }
}
