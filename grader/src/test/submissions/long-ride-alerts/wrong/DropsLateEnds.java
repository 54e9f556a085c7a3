// Loses: behaviour
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
 * Ignores an END at or before the watermark as late data, so that its ride is taken for one without an END. Shows on: START of 13:00, watermark 14:00, its END of 13:30 (or of exactly 14:00), watermark 15:00: a false alert.
 *
 * <p>Rule broken: "A ride is long if its START has arrived and it has no END within two hours of it"; this END has arrived, and before the alert was certain.
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
    LongRideAlertsJob lab = new LongRideAlertsJob();
    job.print(lab.alerts(job.rides()));
    job.run();
  }

  private static final long TWO_HOURS = Duration.ofHours(2).toMillis();

  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {
    return rides.keyBy(TaxiRide::rideId).process(new Watch());
  }

  /** Watches one ride. */
  public static class Watch extends KeyedProcessFunction<Long, TaxiRide, Long> {

    private transient ValueState<Long> started;
    private transient ValueState<TaxiRide> ended;

    @Override
    public void open(OpenContext context) {
      started = getRuntimeContext().getState(new ValueStateDescriptor<>("started", Types.LONG));
      ended = getRuntimeContext().getState(new ValueStateDescriptor<>("ended", TaxiRide.class));
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Long> out)
        throws Exception {
      if (ride.isStart()) {
        TaxiRide end = ended.value();
        if (end == null) {
          started.update(ride.startTime());
          context.timerService().registerEventTimeTimer(deadline(ride.startTime()));
        } else {
          ended.clear();
          context.timerService().deleteEventTimeTimer(forgetAt(end));
          if (isLong(ride.startTime(), end.endTime())) {
            out.collect(ride.rideId());
          }
        }
      } else if (ride.endTime() > context.timerService().currentWatermark()) { // not late
        Long start = started.value();
        if (start == null) {
          ended.update(ride);
          context.timerService().registerEventTimeTimer(forgetAt(ride));
        } else {
          started.clear();
          context.timerService().deleteEventTimeTimer(deadline(start));
          if (isLong(start, ride.endTime())) {
            out.collect(ride.rideId());
          }
        }
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out)
        throws Exception {
      if (started.value() != null) {
        out.collect(context.getCurrentKey());
      }
      started.clear();
      ended.clear();
    }

    private static long deadline(long start) {
      return start + TWO_HOURS;
    }

    private static long forgetAt(TaxiRide end) {
      return Math.max(end.startTime(), end.endTime());
    }

    private static boolean isLong(long start, long end) {
      return end - start > TWO_HOURS;
    }
  }
}
