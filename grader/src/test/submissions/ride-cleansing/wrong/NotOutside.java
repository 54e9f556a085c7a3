// Loses: behaviour
// Says: Every comparison with NaN is false
package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

public class RideCleansingJob implements RideCleansingLab {

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides.filter(RideCleansingJob::isKept);
  }

  private static boolean isKept(TaxiRide ride) {
    return !isOutside(ride.startLon(), ride.startLat())
        && !isOutside(ride.endLon(), ride.endLat());
  }

  private static boolean isOutside(double lon, double lat) {
    return lon < -74.05 || lon > -73.7 || lat < 40.5 || lat > 41.0;
  }
}
