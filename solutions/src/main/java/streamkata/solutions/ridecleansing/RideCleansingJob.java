package streamkata.solutions.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/** Reference solution of the lab ride-cleansing; DISCUSSION.md beside it says why. */
public class RideCleansingJob implements RideCleansingLab {

  /**
   * Runs the lab on the taxi stream and prints the rides that are kept.
   *
   * @param args see {@link LabJob}; none are needed
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("ride-cleansing", args);
    job.print(new RideCleansingJob().cleanse(job.rides()));
    job.run();
  }

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides.filter(RideCleansingJob::isInNYC);
  }

  static boolean isInNYC(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }
}
