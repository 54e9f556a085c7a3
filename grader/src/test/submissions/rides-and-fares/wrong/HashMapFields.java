// Loses: state hygiene, task failure, worker loss, rescale
// Says: the START and the fare were not joined
package streamkata.exercises.ridesandfares;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.RidesAndFaresLab;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

public class RidesAndFaresJob implements RidesAndFaresLab {

  @Override
  public DataStream<RideAndFare> pair(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    return rides
        .filter(TaxiRide::isStart)
        .keyBy(TaxiRide::rideId)
        .connect(fares.keyBy(TaxiFare::rideId))
        .process(new PairUp());
  }

  static class PairUp extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

    private final Map<Long, TaxiRide> waitingRides = new HashMap<>();
    private final Map<Long, TaxiFare> waitingFares = new HashMap<>();

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiFare fare = waitingFares.get(ride.rideId());
      if (fare == null) {
        waitingRides.put(ride.rideId(), ride);
      } else {
        waitingFares.remove(ride.rideId());
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiRide ride = waitingRides.get(fare.rideId());
      if (ride == null) {
        waitingFares.put(fare.rideId(), fare);
      } else {
        waitingRides.remove(fare.rideId());
        out.collect(new RideAndFare(ride, fare));
      }
    }
  }
}
