// Dropped rides go to a side output that nobody reads; keyed first, which changes nothing.
package streamkata.exercises.ridecleansing;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

public class RideCleansingJob implements RideCleansingLab {

  private static final OutputTag<TaxiRide> DROPPED =
      new OutputTag<>("dropped", TypeInformation.of(TaxiRide.class));

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides
        .keyBy(TaxiRide::taxiId)
        .process(
            new KeyedProcessFunction<Long, TaxiRide, TaxiRide>() {
              @Override
              public void processElement(
                  TaxiRide ride, Context context, Collector<TaxiRide> out) {
                if (isInBox(ride.startLon(), ride.startLat())
                    && isInBox(ride.endLon(), ride.endLat())) {
                  out.collect(ride);
                } else {
                  context.output(DROPPED, ride);
                }
              }
            });
  }

  private static boolean isInBox(double lon, double lat) {
    return -74.05 <= lon && lon <= -73.7 && 40.5 <= lat && lat <= 41.0;
  }
}
