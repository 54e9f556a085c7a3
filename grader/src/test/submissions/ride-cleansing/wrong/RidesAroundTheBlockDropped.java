// Loses: behaviour
// Says: expected the event at 13:07:23, (-73.9631, 40.7795) to (-73.9631, 40.7795), got nothing
// A ride may end where it began.
package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

public class RideCleansingJob implements RideCleansingLab {

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides.filter(RideCleansingJob::isInNYC);
  }

  static boolean isInNYC(TaxiRide ride) {
    return (ride.startLon() != ride.endLon() || ride.startLat() != ride.endLat())
        && GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }
}
