// No timer is set for an END that is late already: it waits for ever.
// Loses: state hygiene
// Says: END later than the watermark
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
    return rides.keyBy(TaxiRide::rideId).process(new Watch());
  }

  private static long due(TaxiRide waiting) {
    return waiting.isStart()
        ? waiting.startTime() + LIMIT
        : Math.max(waiting.startTime(), waiting.endTime());
  }

  private static boolean isLong(TaxiRide end) {
    return end.endTime() - end.startTime() > LIMIT;
  }

  static class Watch extends KeyedProcessFunction<Long, TaxiRide, Long> {
    private transient ValueState<TaxiRide> waitingState;

    @Override
    public void open(OpenContext context) {
      waitingState = getRuntimeContext().getState(new ValueStateDescriptor<>("waiting", TaxiRide.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Long> out) throws Exception {
      TaxiRide waiting = waitingState.value();
      if (waiting == null) {
        waitingState.update(ride);
        if (due(ride) > context.timerService().currentWatermark() || ride.isStart()) {
          context.timerService().registerEventTimeTimer(due(ride));
        }
        return;
      }
      context.timerService().deleteEventTimeTimer(due(waiting));
      waitingState.clear();
      if (isLong(ride.isStart() ? waiting : ride)) {
        out.collect(ride.rideId());
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out) throws Exception {
      if (waitingState.value().isStart()) {
        out.collect(waitingState.value().rideId());
      }
      waitingState.clear();
    }
  }
}
