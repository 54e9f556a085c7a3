// Loses: state hygiene
// Says: less than 1000 bytes of state
package streamkata.exercises.step07;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiRide;

public class CleanUp implements Steps.CleanUp {

  @Override
  public DataStream<Steps.RideMinutes> minutes(DataStream<TaxiRide> rides) {
    return rides.keyBy(ride -> ride.rideId()).process(new Measure());
  }

  /** Keeps the START of a ride until its END arrives. */
  static class Measure extends KeyedProcessFunction<Long, TaxiRide, Steps.RideMinutes> {

    private transient ValueState<TaxiRide> start;

    @Override
    public void open(OpenContext context) {
      start = getRuntimeContext().getState(new ValueStateDescriptor<>("start", TaxiRide.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Steps.RideMinutes> out)
        throws Exception {
      if (ride.isStart()) {
        start.update(ride);
      } else {
        long minutes = (ride.endTime() - start.value().startTime()) / 60_000;
        out.collect(new Steps.RideMinutes(ride.rideId(), minutes));
      }
    }
  }
}
