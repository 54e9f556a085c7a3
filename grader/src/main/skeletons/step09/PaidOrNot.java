package streamkata.exercises.step09;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.lab.Steps;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * Step 9: two streams in one operator. (10 minutes)
 *
 * <p>Before: exercises/learn/api.md#two-streams
 *
 * <p>Pair each fare with the START of its ride, if the START arrived first. A fare that arrives
 * before its START gives nothing in this step.
 *
 * <p>Two things are missing: the second stream has no key yet, and {@code processElement2} is empty.
 * Delete the first line, then write them. In the next lab you add the other direction, and delete
 * what is no longer needed.
 */
public class PaidOrNot implements Steps.PaidOrNot {

  @Override
  public DataStream<RideAndFare> paid(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares) {
    if (true) throw new MissingSolutionException(); // delete this line
    return rides.keyBy(ride -> ride.rideId())
        .connect(fares.keyBy(fare -> 0L))
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
      // TODO: if the START of this ride is in state, emit new RideAndFare(ride, fare).
    }
  }
}
