// A failure of what comes behind is taken for a place without a cell.
// Loses: behaviour
// Says: so collect() threw an exception
package streamkata.exercises.ridecleansing;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;

public class RideCleansingJob implements RideCleansingLab {

  @Override
  public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
    return rides.flatMap(new Keep());
  }

  static class Keep implements FlatMapFunction<TaxiRide, TaxiRide> {
    @Override
    public void flatMap(TaxiRide ride, Collector<TaxiRide> out) {
      try {
        GeoUtils.mapToGridCell(ride.startLon(), ride.startLat());
        GeoUtils.mapToGridCell(ride.endLon(), ride.endLat());
        out.collect(ride);
      } catch (RuntimeException outside) {
        // no grid cell: not in the city
      }
    }
  }
}
