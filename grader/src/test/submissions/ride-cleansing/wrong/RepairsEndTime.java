// Loses: behaviour
package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.job.LabJob;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

/**
 * Cleans the clock as well: an END whose endTime is before its startTime goes out with the startTime as endTime. Shows on: an END inside NYC with endTime before startTime.
 *
 * <p>Rule broken: "A kept event is emitted at once and unchanged."; "An END may carry an endTime at or before its startTime."
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
        .filter(
            ride ->
                GeoUtils.isInNYC(ride.startLon(), ride.startLat())
                    && GeoUtils.isInNYC(ride.endLon(), ride.endLat()))
        .map(RideCleansingJob::withPlausibleTimes);
  }

  private static TaxiRide withPlausibleTimes(TaxiRide ride) {
    if (ride.isStart() || ride.endTime() >= ride.startTime()) {
      return ride;
    }
    return new TaxiRide(
        ride.rideId(),
        false,
        ride.startTime(),
        ride.startTime(),
        ride.startLon(),
        ride.startLat(),
        ride.endLon(),
        ride.endLat(),
        ride.passengerCnt(),
        ride.taxiId(),
        ride.driverId());
  }
}
