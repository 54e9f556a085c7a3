// Loses: behaviour
// Says: Compare with <= and >=
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
    return isInBox((float) ride.startLon(), (float) ride.startLat())
        && isInBox((float) ride.endLon(), (float) ride.endLat());
  }

  private static boolean isInBox(float lon, float lat) {
    return lon >= -74.05 && lon <= -73.7 && lat >= 40.5 && lat <= 41.0;
  }
}
