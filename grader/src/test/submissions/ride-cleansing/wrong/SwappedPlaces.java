// Loses: behaviour
// Says: (40.7795, -73.9631) to
package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/**
 * Also accepts a place whose longitude and latitude have changed places, as some devices
 * report latitude first. Rule 1: GeoUtils.isInNYC says what is in NYC, with the longitude as
 * longitude. Shown by: an event with a place at longitude 40.7577, latitude -73.9857 (Times
 * Square the wrong way round) and all else inside: kept
 */
public class RideCleansingJob implements RideCleansingLab {

  /**
   * Runs the lab.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("ride-cleansing", args);
    job.print(new RideCleansingJob().cleanse(job.rides()));
    job.run();
  }

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides.filter(
        ride ->
            isInNYC(ride.startLon(), ride.startLat()) && isInNYC(ride.endLon(), ride.endLat()));
  }

  private static boolean isInNYC(double lon, double lat) {
    return GeoUtils.isInNYC(lon, lat) || GeoUtils.isInNYC(lat, lon);
  }
}
