// A flatMap with a parallelism of its own.
package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

public class RideCleansingJob implements RideCleansingLab {

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides
        .flatMap(
            (TaxiRide ride, Collector<TaxiRide> out) -> {
              if (GeoUtils.isInNYC(ride.startLon(), ride.startLat())
                  && GeoUtils.isInNYC(ride.endLon(), ride.endLat())) {
                out.collect(ride);
              }
            })
        .returns(TaxiRide.class)
        .setParallelism(2);
  }
}
