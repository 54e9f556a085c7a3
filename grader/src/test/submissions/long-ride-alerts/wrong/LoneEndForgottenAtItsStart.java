// Loses: behaviour
// Says: expected nothing, got an alert: this ride is not long, or that is not certain yet
// A lone END is forgotten at its start time, when its START can still come.
package streamkata.exercises.longridealerts;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.model.TaxiRide;

public class LongRideAlertsJob implements LongRideAlertsLab {

  private static final long LIMIT = Duration.ofHours(2).toMillis();

  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {
    return rides.keyBy(TaxiRide::rideId).process(new AlertWhenLong());
  }

  static class AlertWhenLong extends KeyedProcessFunction<Long, TaxiRide, Long> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Long> startTime;
    private transient ValueState<Long> endTime;

    @Override
    public void open(OpenContext context) {
      startTime =
          getRuntimeContext().getState(new ValueStateDescriptor<>("start", Long.class));
      endTime = getRuntimeContext().getState(new ValueStateDescriptor<>("end", Long.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Long> out)
        throws Exception {
      if (ride.isStart()) {
        start(ride, context, out);
      } else {
        end(ride, context, out);
      }
    }

    private void start(TaxiRide start, Context context, Collector<Long> out) throws Exception {
      if (endTime.value() == null) {
        startTime.update(start.startTime());
        context.timerService().registerEventTimeTimer(start.startTime() + LIMIT);
      } else {
        if (endTime.value() - start.startTime() > LIMIT) {
          out.collect(start.rideId());
        }
        endTime.update(null);
      }
    }

    private void end(TaxiRide end, Context context, Collector<Long> out) throws Exception {
      if (startTime.value() == null) {
        endTime.update(end.endTime());
        context.timerService().registerEventTimeTimer(end.startTime());
      } else {
        if (end.endTime() - startTime.value() > LIMIT) {
          out.collect(end.rideId());
        }
        startTime.update(null);
      }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Long> out) throws Exception {
      if (startTime.value() != null) {
        out.collect(context.getCurrentKey());
      }
      startTime.update(null);
      endTime.update(null);
    }
  }
}
