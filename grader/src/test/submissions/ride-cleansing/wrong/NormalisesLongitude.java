// Loses: behaviour
package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/**
 * Brings longitudes into -180 to 180 degrees before it compares, so that 286.0143 is taken for -73.9857.
 *
 * <p>Rule: "A place can lie outside NYC"; GeoUtils.isInNYC says what is in NYC, and it takes the
 * longitude as it is. Shown by: an event with a longitude of 286.0143 (Times Square, eastwards
 * round the world), all else inside: kept.
 */
public class RideCleansingJob implements RideCleansingLab {

  /**
   * Runs the lab and prints its results.
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
            GeoUtils.isInNYC(normal(ride.startLon()), ride.startLat())
                && GeoUtils.isInNYC(normal(ride.endLon()), ride.endLat()));
  }

  /** Some meters count eastwards from 0 to 360. Exact for what is within -180 to 180. */
  private static double normal(double lon) {
    return Math.IEEEremainder(lon, 360);
  }
}
