// Loses: behaviour
// Says: expected nothing, got an alert
// What waits is a time, with a minus for an END; an END at 0 is taken for a START.
package streamkata.exercises.longridealerts;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.model.TaxiRide;

public class LongRideAlertsJob implements LongRideAlertsLab {

  private static final long TWO_HOURS = Duration.ofHours(2).toMillis();

  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {
    return rides.keyBy(TaxiRide::rideId).process(new Watch());
  }

  /** Eight bytes of state for each open ride. */
  private static final class Watch extends KeyedProcessFunction<Long, TaxiRide, Long> {

    private static final long serialVersionUID = 1L;

    /** The start time of a START that waits, or the end time of an END, with a minus sign. */
    private transient ValueState<Long> waiting;

    @Override
    public void open(OpenContext context) {
      waiting = getRuntimeContext().getState(new ValueStateDescriptor<>("waiting", Types.LONG));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Long> out)
        throws Exception {
      TimerService timers = context.timerService();
      Long other = waiting.value();
      if (other == null) {
        waiting.update(ride.isStart() ? ride.startTime() : -ride.endTime());
        timers.registerEventTimeTimer(
            ride.isStart()
                ? ride.startTime() + TWO_HOURS
                : Math.max(ride.startTime(), ride.endTime()));
        return;
      }
      long start = ride.startTime();
      long end = ride.isStart() ? -other : ride.endTime();
      waiting.clear();
      timers.deleteEventTimeTimer(ride.isStart() ? Math.max(start, end) : other + TWO_HOURS);
      if (end - start > TWO_HOURS) {
        out.collect(ride.rideId());
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out)
        throws Exception {
      boolean isStart = waiting.value() >= 0;
      waiting.clear();
      if (isStart) {
        out.collect(context.getCurrentKey());
      }
    }
  }
}
