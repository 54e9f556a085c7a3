package streamkata.solutions.step15;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiRide;

/** Reference solution of the step do-not-wake-me. */
public class DoNotWakeMe implements Steps.DoNotWakeMe {

  private static final long TEN_MINUTES = 600_000;

  @Override
  public DataStream<Long> longer(DataStream<TaxiRide> rides) {
    return rides.keyBy(ride -> ride.rideId()).process(new Wait());
  }

  /** State and timer begin with the START, and end together. */
  static class Wait extends KeyedProcessFunction<Long, TaxiRide, Long> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<Long> alarm;

    @Override
    public void open(OpenContext context) {
      alarm = getRuntimeContext().getState(new ValueStateDescriptor<>("alarm", Types.LONG));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Long> out)
        throws Exception {
      if (ride.isStart()) {
        alarm.update(ride.startTime() + TEN_MINUTES);
        context.timerService().registerEventTimeTimer(alarm.value());
      } else if (alarm.value() != null) {
        context.timerService().deleteEventTimeTimer(alarm.value());
        alarm.clear();
      }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Long> out) {
      out.collect(context.getCurrentKey());
      alarm.clear();
    }
  }
}
