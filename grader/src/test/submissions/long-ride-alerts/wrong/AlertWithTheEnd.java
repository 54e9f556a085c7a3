// Loses: behaviour
// Says: it is already certain that this ride has no END within two hours
package streamkata.exercises.longridealerts;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.model.TaxiRide;

/**
 * Wrong: if a START waits and an END more than two hours later arrives early, the alert is put
 * off until the watermark reaches the END (START 13:00, END 16:00, both before watermark
 * 13:01: the alert must be out at watermark 15:00 and comes at 16:00). README rule 2: "as soon
 * as it is certain: for a missing or late END when the watermark reaches start + 2 h".
 */
public class LongRideAlertsJob implements LongRideAlertsLab {

  private static final long TWO_HOURS = 7_200_000L;

  public static void main(String[] args) {
    LabJob job = LabJob.of("long-ride-alerts", args);
    job.makeFaultTolerant();
    LongRideAlertsJob lab = new LongRideAlertsJob();
    job.print(lab.alerts(job.rides()));
    job.run();
  }

  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {
    return rides.keyBy(TaxiRide::rideId).process(new Alerts()).name("alerts").uid("alerts");
  }

  static class Alerts extends KeyedProcessFunction<Long, TaxiRide, Long> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TaxiRide> waiting;

    @Override
    public void open(OpenContext context) {
      waiting =
          getRuntimeContext().getState(new ValueStateDescriptor<>("waiting", TaxiRide.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Long> out)
        throws Exception {
      TimerService timers = context.timerService();
      TaxiRide other = waiting.value();
      if (other == null) {
        waiting.update(ride);
        timers.registerEventTimeTimer(until(ride));
        return;
      }
      timers.deleteEventTimeTimer(until(other));
      if (other.isStart() && isLong(other, ride)) {
        // The END has not happened yet: the ride is over when the watermark is there.
        timers.registerEventTimeTimer(ride.endTime());
        return;
      }
      waiting.clear();
      TaxiRide start = ride.isStart() ? ride : other;
      TaxiRide end = ride.isStart() ? other : ride;
      if (isLong(start, end)) {
        out.collect(start.rideId());
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out)
        throws Exception {
      TaxiRide ride = waiting.value();
      waiting.clear();
      if (ride != null && ride.isStart()) {
        out.collect(ride.rideId());
      }
    }
  }

  static long until(TaxiRide ride) {
    return ride.isStart()
        ? ride.startTime() + TWO_HOURS
        : Math.max(ride.startTime(), ride.endTime());
  }

  static boolean isLong(TaxiRide start, TaxiRide end) {
    return end.endTime() - start.startTime() > TWO_HOURS;
  }
}
