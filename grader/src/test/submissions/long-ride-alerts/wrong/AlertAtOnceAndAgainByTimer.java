// Loses: behaviour
// Says: a ride gives one alert only
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

    private transient ValueState<TaxiRide> waitingState;

    @Override
    public void open(OpenContext context) {
      waitingState =
          getRuntimeContext().getState(new ValueStateDescriptor<>("waiting", TaxiRide.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Long> out)
        throws Exception {
      TaxiRide waiting = waitingState.value();
      if (waiting == null) {
        waitingState.update(ride);
        context.timerService().registerEventTimeTimer(timeOut(ride));
        return;
      }
      TaxiRide end = ride.isStart() ? waiting : ride;
      if (end.endTime() - end.startTime() > LIMIT) {
        out.collect(ride.rideId());
      } else {
        context.timerService().deleteEventTimeTimer(timeOut(waiting));
        waitingState.clear();
      }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Long> out) throws Exception {
      TaxiRide waiting = waitingState.value();
      if (waiting != null && waiting.isStart()) {
        out.collect(context.getCurrentKey());
      }
      waitingState.clear();
    }

    private static long timeOut(TaxiRide ride) {
      return ride.isStart() ? ride.startTime() + LIMIT : ride.endTime();
    }
  }
}
