// Loses: behaviour
// Says: both places are in NYC
package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/**
 * Takes taxi 0 for a meter that does not know its car, and drops its events as unclean. Rules
 * of every lab: "An id is any long: 0, negative, or larger than an int"; rule 1: only the
 * places decide. Shown by: an event in NYC with taxiId 0: dropped
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

  private static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides.filter(ride -> ride.taxiId() != 0 && isInNYC(ride));
  }
}
