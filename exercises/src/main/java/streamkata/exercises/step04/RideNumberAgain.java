package streamkata.exercises.step04;

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
 * Step 4: complete a function with state. (5 minutes)
 *
 * <p>Before: exercises/learn/3-state.md
 *
 * <p>Count the rides of each taxi. Two things are missing in {@link Count}: {@code open} must get
 * the state, and {@code processElement} must store the new number.
 *
 * <p>Delete the first line of {@code number}, then write the two lines. Step 3 has both.
 */
public class RideNumberAgain implements Steps.RideNumberAgain {

  @Override
  public DataStream<Steps.TaxiCount> number(DataStream<TaxiRide> rides) {
    if (true) throw new MissingSolutionException(); // delete this line
    return rides.keyBy(ride -> ride.taxiId()).process(new Count());
  }

  /** Counts the events of each key. */
  static class Count extends KeyedProcessFunction<Long, TaxiRide, Steps.TaxiCount> {

    private transient ValueState<Integer> count;

    @Override
    public void open(OpenContext context) {
      // TODO: count = ... a state with the name "count" and the type Types.INT
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Steps.TaxiCount> out)
        throws Exception {
      Integer before = count.value();
      int now = before == null ? 1 : before + 1;
      // TODO: store the new number
      out.collect(new Steps.TaxiCount(ride.taxiId(), now));
    }
  }
}
