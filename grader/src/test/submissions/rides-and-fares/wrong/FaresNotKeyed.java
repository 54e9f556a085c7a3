// A pair of maps in each instance, and streams that are not partitioned by ride.
// Loses: parallelism, state hygiene, task failure, worker loss, rescale
// Says: Both streams must be partitioned
package streamkata.exercises.ridesandfares;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.CoProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

public class RidesAndFaresJob implements RidesAndFaresLab {

  @Override
  public DataStream<RideAndFare> pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    return rides.filter(TaxiRide::isStart).connect(fares).process(new PairUp());
  }

  static class PairUp extends CoProcessFunction<TaxiRide, TaxiFare, RideAndFare> {

    private final Map<Long, TaxiRide> rides = new HashMap<>();
    private final Map<Long, TaxiFare> fares = new HashMap<>();

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out) {
      TaxiFare fare = fares.remove(ride.rideId());
      if (fare == null) {
        rides.put(ride.rideId(), ride);
      } else {
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out) {
      TaxiRide ride = rides.remove(fare.rideId());
      if (ride == null) {
        fares.put(fare.rideId(), fare);
      } else {
        out.collect(new RideAndFare(ride, fare));
      }
    }
  }
}
