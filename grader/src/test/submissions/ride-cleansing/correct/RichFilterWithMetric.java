// A rich function that counts what it drops in a metric, applied twice: start, then end.
package streamkata.exercises.ridecleansing;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

public class RideCleansingJob implements RideCleansingLab {

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides
        .filter(ride -> GeoUtils.isInNYC(ride.startLon(), ride.startLat()))
        .name("starts in NYC")
        .filter(new EndsInNYC());
  }

  static class EndsInNYC extends RichFilterFunction<TaxiRide> {

    private transient Counter dropped;

    @Override
    public void open(OpenContext context) {
      dropped = getRuntimeContext().getMetricGroup().counter("droppedRides");
    }

    @Override
    public boolean filter(TaxiRide ride) {
      if (GeoUtils.isInNYC(ride.endLon(), ride.endLat())) {
        return true;
      }
      dropped.inc();
      return false;
    }
  }
}
