// Two states of different kinds share one name.
// Loses: behaviour, state hygiene
// Says: Your program threw an exception
package streamkata.exercises.ridesandfares;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
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

    private transient ValueState<TaxiRide> waitingRide;
    private transient MapState<Long, TaxiFare> waitingFares;

    @Override
    public void open(OpenContext context) {
      waitingRide =
          getRuntimeContext().getState(new ValueStateDescriptor<>("ride", TaxiRide.class));
      waitingFares =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("ride", Long.class, TaxiFare.class));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiFare fare = waitingFares.get(ride.rideId());
      if (fare == null) {
        waitingRide.update(ride);
      } else {
        waitingFares.clear();
        out.collect(new RideAndFare(ride, fare));
      }
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiRide ride = waitingRide.value();
      if (ride == null) {
        waitingFares.put(fare.rideId(), fare);
      } else {
        waitingRide.clear();
        out.collect(new RideAndFare(ride, fare));
      }
    }
  }
}
