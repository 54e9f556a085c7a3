// Loses: behaviour
// Says: 1 ride
package streamkata.exercises.step04;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiRide;

public class RideNumberAgain implements Steps.RideNumberAgain {

  @Override
  public DataStream<Steps.TaxiCount> number(DataStream<TaxiRide> rides) {
    return rides.keyBy(ride -> ride.taxiId()).process(new Count());
  }

  /** Counts the events of each key. */
  static class Count extends KeyedProcessFunction<Long, TaxiRide, Steps.TaxiCount> {

    private transient ValueState<Integer> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Steps.TaxiCount> out)
        throws Exception {
      Integer before = count.value();
      int now = before == null ? 0 : before + 1;
      count.update(now);
      out.collect(new Steps.TaxiCount(ride.taxiId(), now));
    }
  }
}
