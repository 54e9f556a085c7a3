// Loses: serialisation
// Says: Kryo
package streamkata.exercises.ridecleansing;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

public class RideCleansingJob implements RideCleansingLab {

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides
        .map(Judged::new)
        .filter(judged -> judged.isKept)
        .map(judged -> judged.ride);
  }

  /** No constructor without arguments, final fields: not a POJO for Flink. */
  static final class Judged {
    final TaxiRide ride;
    final boolean isKept;

    Judged(TaxiRide ride) {
      this.ride = ride;
      this.isKept =
          GeoUtils.isInNYC(ride.startLon(), ride.startLat())
              && GeoUtils.isInNYC(ride.endLon(), ride.endLat());
    }
  }
}
