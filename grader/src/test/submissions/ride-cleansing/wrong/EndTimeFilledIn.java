// Loses: behaviour
// Says: expected 0, got
package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

public class RideCleansingJob implements RideCleansingLab {

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides.filter(RideCleansingJob::isKept).map(RideCleansingJob::withEndTime);
  }

  private static TaxiRide withEndTime(TaxiRide ride) {
    return new TaxiRide(
        ride.rideId(),
        ride.isStart(),
        ride.startTime(),
        Math.max(ride.startTime(), ride.endTime()),
        ride.startLon(),
        ride.startLat(),
        ride.endLon(),
        ride.endLat(),
        ride.passengerCnt(),
        ride.taxiId(),
        ride.driverId());
  }

  private static boolean isKept(TaxiRide ride) {
    return GeoUtils.isInNYC(ride.startLon(), ride.startLat())
        && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
  }
}
