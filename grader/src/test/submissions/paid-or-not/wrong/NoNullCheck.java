// Loses: behaviour
// Says: 
package streamkata.exercises.step09;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.Steps;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

public class PaidOrNot implements Steps.PaidOrNot {

  @Override
  public DataStream<RideAndFare> paid(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    return rides.keyBy(ride -> ride.rideId())
        .connect(fares.keyBy(fare -> fare.rideId()))
        .process(new Pair());
  }

  /** Keeps the START of each ride. */
  static class Pair extends KeyedCoProcessFunction<Long, TaxiRide, TaxiFare, RideAndFare> {

    private transient ValueState<TaxiRide> start;

    @Override
    public void open(OpenContext context) {
      start = getRuntimeContext().getState(new ValueStateDescriptor<>("start", TaxiRide.class));
    }

    @Override
    public void processElement1(TaxiRide ride, Context context, Collector<RideAndFare> out)
        throws Exception {
      start.update(ride);
    }

    @Override
    public void processElement2(TaxiFare fare, Context context, Collector<RideAndFare> out)
        throws Exception {
      TaxiRide ride = start.value();
      out.collect(new RideAndFare(ride, fare));
    }
  }
}
