// Remembers which STARTs were dropped, and drops their ENDs too.
// Loses: behaviour
// Says: A filter decides about each event alone
package streamkata.exercises.ridecleansing;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

public class RideCleansingJob implements RideCleansingLab {

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides.keyBy(TaxiRide::rideId).process(new Judge());
  }

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  static class Judge extends KeyedProcessFunction<Long, TaxiRide, TaxiRide> {
    private transient ValueState<Boolean> dropped;

    @Override
    public void open(OpenContext context) {
      dropped = getRuntimeContext().getState(new ValueStateDescriptor<>("dropped", Types.BOOLEAN));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<TaxiRide> out) throws Exception {
      if (!isInNYC(ride)) {
        if (ride.isStart()) {
          dropped.update(true);
        }
        return;
      }
      if (dropped.value() == null) {
        out.collect(ride);
      } else {
        dropped.clear();
      }
    }
  }
}
