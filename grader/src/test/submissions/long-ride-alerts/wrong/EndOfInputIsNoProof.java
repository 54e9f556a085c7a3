// Loses: behaviour
package streamkata.exercises.longridealerts;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.model.TaxiRide;

/**
 * Gives no alert if the watermark is the last one, Long.MAX_VALUE, because the end of the input does not prove that a ride is long.
 *
 * <p>Rule: "one alert for each long ride, as soon as it is certain: for a missing END when the
 * watermark reaches start + 2 h"; "Its end is the last watermark, so every open ride then gets an
 * alert" (README). Shown by: a START without END at the end of a bounded input, or the watermark
 * Long.MAX_VALUE.
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

  /** When nothing that belongs to the event can arrive any more. */
  private static long instantOf(TaxiRide event) {
    return event.isStart()
        ? event.startTime() + TWO_HOURS
        : Math.max(event.startTime(), event.endTime());
  }

  /** Watches one ride for each key. */
  public static class Watch extends KeyedProcessFunction<Long, TaxiRide, Long> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<TaxiRide> waiting;

    @Override
    public void open(OpenContext context) {
      waiting = getRuntimeContext().getState(new ValueStateDescriptor<>("waiting", TaxiRide.class));
    }

    @Override
    public void processElement(TaxiRide event, Context context, Collector<Long> out)
        throws Exception {
      TaxiRide other = waiting.value();
      if (other == null) {
        waiting.update(event);
        context.timerService().registerEventTimeTimer(instantOf(event));
        return;
      }
      waiting.clear();
      context.timerService().deleteEventTimeTimer(instantOf(other));
      TaxiRide start = event.isStart() ? event : other;
      TaxiRide end = event.isStart() ? other : event;
      if (end.endTime() - start.startTime() > TWO_HOURS) {
        out.collect(event.rideId());
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out)
        throws Exception {
      TaxiRide event = waiting.value();
      waiting.clear();
      boolean isTheEnd = context.timerService().currentWatermark() == Long.MAX_VALUE;
      if (event.isStart() && !isTheEnd) {
        out.collect(event.rideId());
      }
    }
  }
}
