package streamkata.exercises.step05;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiRide;

/**
 * Step 5: write a function with state. (10 minutes)
 *
 * <p>Before: exercises/learn/3-state.md
 *
 * <p>How long does each driver wait for the next ride? For each START event, emit the minutes since
 * the START event before it of the same driver. The first START of a driver has no event before it:
 * emit nothing.
 *
 * <p>Write the body of {@code processElement}. The state {@code lastStart} is there already.
 */
public class GapBetweenRides implements Steps.GapBetweenRides {

  @Override
  public DataStream<Steps.Gap> gaps(DataStream<TaxiRide> rides) {
    if (true) throw new MissingSolutionException(); // delete this line
    return rides.keyBy(ride -> ride.driverId()).process(new Measure());
  }

  /** Remembers for each driver when the last ride started. */
  static class Measure extends KeyedProcessFunction<Long, TaxiRide, Steps.Gap> {

    private transient ValueState<Long> lastStart;

    @Override
    public void open(OpenContext context) {
      lastStart =
          getRuntimeContext().getState(new ValueStateDescriptor<>("last-start", Types.LONG));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Steps.Gap> out)
        throws Exception {
      // TODO: read lastStart; if it is not null, emit the minutes since then; store the new start.
    }
  }
}
