// Loses: parallelism
package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/**
 * Spreads the events by taxi with a partitioner of its own, whose remainder is negative for a negative taxi id.
 *
 * <p>Rule: "An id is any long: 0, negative, or larger than an int." Shown by: an event with taxi
 * id -1 at parallelism 4 (or any above 1): ArrayIndexOutOfBoundsException.
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
    return rides
        .partitionCustom((Long taxi, int instances) -> (int) (taxi % instances), TaxiRide::taxiId)
        .filter(RideCleansingJob::isKept);
  }

  private static boolean isKept(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }
}
