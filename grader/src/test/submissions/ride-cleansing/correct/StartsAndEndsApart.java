// STARTs and ENDs go through two filters and meet again.
package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

public class RideCleansingJob implements RideCleansingLab {

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    DataStream<TaxiRide> starts = rides.filter(TaxiRide::isStart).filter(RideCleansingJob::isInNYC);
    DataStream<TaxiRide> ends = rides.filter(ride -> !ride.isStart());
    return starts.union(ends.filter(RideCleansingJob::isInNYC));
  }

  static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }
}
