package streamkata.exercises.longridealerts;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.model.TaxiRide;

/**
 * Right, unusual: the state is one byte; the END decides by itself whether its ride was long, as it knows the start time, and only needs to know that the START is there.
 *
 * <p>The timer of an END that was there first is left to fire into the void, at or before the
 * moment at which rule 4 wants it gone.
 */
public class LongRideAlertsJob implements LongRideAlertsLab {

  /**
   * Runs the lab and prints its results.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("long-ride-alerts", args);
    job.makeFaultTolerant();
    job.print(new LongRideAlertsJob().alerts(job.rides()));
    job.run();
  }

  private static final long TWO_HOURS = Duration.ofHours(2).toMillis();

  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {
    return rides.keyBy(TaxiRide::rideId)
          .process(new Watch());
  }

  /** Watches one ride for each key. */
  public static class Watch extends KeyedProcessFunction<Long, TaxiRide, Long> {

    private static final long serialVersionUID = 1L;
    private static final byte STARTED = 1;
    private static final byte SHORT = 2;
    private static final byte LONG = 3;

    private transient ValueState<Byte> seen;

    @Override
    public void open(OpenContext context) {
      seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Types.BYTE));
    }

    @Override
    public void processElement(TaxiRide event, Context context, Collector<Long> out)
        throws Exception {
      Byte before = seen.value();
      long deadline = event.startTime() + TWO_HOURS;
      boolean isLong = event.endTime() > deadline;
      if (before == null) {
        if (event.isStart()) {
          seen.update(STARTED);
          context.timerService().registerEventTimeTimer(deadline);
        } else {
          seen.update(isLong ? LONG : SHORT);
          context
              .timerService()
              .registerEventTimeTimer(Math.max(event.startTime(), event.endTime()));
        }
        return;
      }
      seen.clear();
      if (event.isStart()) {
        isLong = before == LONG;
      } else {
        context.timerService().deleteEventTimeTimer(deadline);
      }
      if (isLong) {
        out.collect(event.rideId());
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out)
        throws Exception {
      Byte before = seen.value();
      seen.clear();
      if (before != null && before == STARTED) {
        out.collect(context.getCurrentKey());
      }
    }
  }
}
