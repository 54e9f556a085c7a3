// Rounds the position before it compares: the next double beyond an edge becomes the edge.
// Loses: behaviour
// Says: the next double beyond the edge is outside
package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

public class RideCleansingJob implements RideCleansingLab {

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides.filter(
        ride -> isInNYC(ride.startLon(), ride.startLat()) && isInNYC(ride.endLon(), ride.endLat()));
  }

  private static boolean isInNYC(double lon, double lat) {
    // Math.round makes 0 of NaN, which lies outside.
    return GeoUtils.isInNYC(rounded(lon), rounded(lat));
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * 1e7) / 1e7;
  }
}
