// Loses: behaviour
// Says: expected nothing, got an alert: this ride is not long, or that is not certain yet
// An END before its START is forgotten at its end time, when its START can still come.
package streamkata.exercises.longridealerts;

import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.GlobalWindows;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.GlobalWindow;
import org.apache.flink.util.Collector;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.model.TaxiRide;

public class LongRideAlertsJob implements LongRideAlertsLab {

  private static final long LIMIT = Duration.ofHours(2).toMillis();

  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {
    return rides
        .keyBy(TaxiRide::rideId)
        .window(GlobalWindows.create())
        .trigger(new WhenCertain())
        .process(new AlertWhenLong());
  }

  static class WhenCertain extends Trigger<TaxiRide, GlobalWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public TriggerResult onElement(
        TaxiRide ride, long time, GlobalWindow window, TriggerContext context) {
      long due = ride.isStart() ? ride.startTime() + LIMIT : ride.endTime();
      context.registerEventTimeTimer(due);
      return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, GlobalWindow window, TriggerContext context) {
      return TriggerResult.FIRE_AND_PURGE;
    }

    @Override
    public TriggerResult onProcessingTime(
        long time, GlobalWindow window, TriggerContext context) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public void clear(GlobalWindow window, TriggerContext context) {}
  }

  static class AlertWhenLong extends ProcessWindowFunction<TaxiRide, Long, Long, GlobalWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Long rideId, Context context, Iterable<TaxiRide> events, Collector<Long> out) {
      boolean started = false;
      boolean endedInTime = false;
      for (TaxiRide event : events) {
        started |= event.isStart();
        endedInTime |= !event.isStart() && event.endTime() - event.startTime() <= LIMIT;
      }
      if (started && !endedInTime) {
        out.collect(rideId);
      }
    }
  }
}
