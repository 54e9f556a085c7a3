// Loses: behaviour, task failure, worker loss, rescale
// Says: was lost
package streamkata.exercises.longridealerts;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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

    private final Map<Long, TaxiRide> waitingByRide = new HashMap<>();

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Long> out) {
      TaxiRide waiting = waitingByRide.remove(ride.rideId());
      if (waiting == null) {
        waitingByRide.put(ride.rideId(), ride);
        context.timerService().registerEventTimeTimer(timeOut(ride));
        return;
      }
      context.timerService().deleteEventTimeTimer(timeOut(waiting));
      TaxiRide end = ride.isStart() ? waiting : ride;
      if (end.endTime() - end.startTime() > LIMIT) {
        out.collect(ride.rideId());
      }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Long> out) {
      TaxiRide waiting = waitingByRide.remove(context.getCurrentKey());
      if (waiting != null && waiting.isStart()) {
        out.collect(context.getCurrentKey());
      }
    }

    private static long timeOut(TaxiRide ride) {
      return ride.isStart() ? ride.startTime() + LIMIT : ride.endTime();
    }
  }
}
