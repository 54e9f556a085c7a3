package streamkata.exercises.step07;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiRide;

/**
 * Step 7: delete finished state. (5 minutes)
 *
 * <p>Before: exercises/learn/3-state.md
 *
 * <p>The program stores the START of each ride and emits its minutes when the END arrives. Its
 * results are right. But after the END nobody needs the START any more, and the program keeps it.
 *
 * <p>Delete the first line, save, and read how many bytes are left. Then add one line.
 */
public class CleanUp implements Steps.CleanUp {

  @Override
  public DataStream<Steps.RideMinutes> minutes(DataStream<TaxiRide> rides) {
    if (true) throw new MissingSolutionException(); // delete this line
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
