package streamkata.exercises.step03;

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
 * Step 3: read a function with state, and predict. (10 minutes)
 *
 * <p>Before: exercises/learn/3-state.md
 *
 * <p>The program is complete. It counts the rides of each driver. Five START events arrive, of the
 * drivers 7, 8, 7, 7 and 8, in this order. Which five numbers does it emit?
 *
 * <p>Read {@link Count}, write your prediction in place of the zeros, delete the first line, and
 * save.
 */
public class RideNumber implements Steps.RideNumber {

  @Override
  public DataStream<Steps.Prediction> number(DataStream<TaxiRide> rides) {
    if (true) throw new MissingSolutionException(); // delete this line
    DataStream<Integer> numbers = rides.keyBy(ride -> ride.driverId()).process(new Count());
    return Steps.predicted(numbers, 0, 0, 0, 0, 0);
  }

  /** Counts the events of each key. */
  static class Count extends KeyedProcessFunction<Long, TaxiRide, Integer> {

    private transient ValueState<Integer> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Integer> out)
        throws Exception {
      Integer before = count.value();
      int now = before == null ? 1 : before + 1;
      count.update(now);
      out.collect(now);
    }
  }
}
