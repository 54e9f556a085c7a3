// Loses: behaviour
// Says: expected nothing, got an alert: it is not long, or that is not certain yet
// An END before its START is forgotten at its end time, when its START can still come.
package streamkata.exercises.longridealerts;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.model.TaxiRide;

public class LongRideAlertsJob implements LongRideAlertsLab {

  private static final long LIMIT = Duration.ofHours(2).toMillis();

  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {
    return rides
        .filter(TaxiRide::isStart)
        .connect(rides.filter(ride -> !ride.isStart()))
        .keyBy(TaxiRide::rideId, TaxiRide::rideId)
        .process(new AlertWhenLong());
  }

  static class AlertWhenLong extends KeyedCoProcessFunction<Long, TaxiRide, TaxiRide, Long> {
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
    public void processElement1(TaxiRide start, Context context, Collector<Long> out)
        throws Exception {
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

    @Override
    public void processElement2(TaxiRide end, Context context, Collector<Long> out)
        throws Exception {
      if (startTime.value() == null) {
        endTime.update(end.endTime());
        context.timerService().registerEventTimeTimer(end.endTime());
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
