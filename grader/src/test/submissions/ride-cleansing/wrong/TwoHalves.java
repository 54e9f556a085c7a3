// Loses: behaviour
package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/**
 * Filters the western and the eastern half of the city separately and unites them; a start
 * exactly on the meridian between them is in both. Rule 2: each event is decided alone, and is
 * emitted once. Shown by: an event inside NYC whose startLon is exactly -73.875: it comes out
 * twice
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

  private static final double MIDDLE = -73.875;

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    DataStream<TaxiRide> west =
        rides
            .filter(
                ride ->
                    isIn(GeoUtils.LON_WEST, MIDDLE, ride.startLon(), ride.startLat())
                        && GeoUtils.isInNYC(ride.endLon(), ride.endLat()))
            .name("west");
    DataStream<TaxiRide> east =
        rides
            .filter(
                ride ->
                    isIn(MIDDLE, GeoUtils.LON_EAST, ride.startLon(), ride.startLat())
                        && GeoUtils.isInNYC(ride.endLon(), ride.endLat()))
            .name("east");
    return west.union(east);
  }

  private static boolean isIn(double west, double east, double lon, double lat) {
    return lon >= west
        && lon <= east
        && lat >= GeoUtils.LAT_SOUTH
        && lat <= GeoUtils.LAT_NORTH;
  }
}
