package streamkata.solutions.step06;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiRide;

/** Reference solution of the step survive. */
public class Survive implements Steps.Survive {

  @Override
  public DataStream<Steps.DriverCount> count(DataStream<TaxiRide> rides) {
    return rides.keyBy(ride -> ride.driverId()).process(new Count());
  }

  /** Counts the events of each key. */
  static class Count extends KeyedProcessFunction<Long, TaxiRide, Steps.DriverCount> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<Integer> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Steps.DriverCount> out)
        throws Exception {
      Integer before = count.value();
      int now = before == null ? 1 : before + 1;
      count.update(now);
      out.collect(new Steps.DriverCount(ride.driverId(), now));
    }
  }
}
