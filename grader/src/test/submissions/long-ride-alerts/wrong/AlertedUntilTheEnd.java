// Loses: state hygiene
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
 * Remembers after an alert that it is out, until the END comes, so that this END is not taken
 * for one that is early; an END that is lost never comes. Rule 4: "no state and no timer of that
 * ride is left". Shown by: some hundred STARTs whose ENDs are lost, the watermark past all
 * alerts, then the size of the checkpoint; alerts are right
 */
public class LongRideAlertsJob implements LongRideAlertsLab {

  private static final long TWO_HOURS = Duration.ofHours(2).toMillis();

  /**
   * Runs the lab.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("long-ride-alerts", args);
    job.makeFaultTolerant();
    job.print(new LongRideAlertsJob().alerts(job.rides()));
    job.run();
  }

  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {
    return rides.keyBy(TaxiRide::rideId).process(new Watch());
  }

  /** Watches one ride for each key. */
  public static class Watch extends KeyedProcessFunction<Long, TaxiRide, Long> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<Boolean> alerted;

    /** The event that came first and waits for the other one. */
    private transient ValueState<TaxiRide> waiting;

    @Override
    public void open(OpenContext context) {
      waiting =
          getRuntimeContext().getState(new ValueStateDescriptor<>("waiting", TaxiRide.class));
      alerted = getRuntimeContext().getState(new ValueStateDescriptor<>("alerted", Types.BOOLEAN));
    }

    @Override
    public void processElement(TaxiRide event, Context context, Collector<Long> out)
        throws Exception {
      if (alerted.value() != null) {
        alerted.clear(); // its END, which changes nothing any more
        return;
      }
      TaxiRide other = waiting.value();
      if (other == null) {
        waiting.update(event);
        context.timerService().registerEventTimeTimer(waitsUntil(event));
        return;
      }
      waiting.clear();
      context.timerService().deleteEventTimeTimer(waitsUntil(other));
      TaxiRide end = event.isStart() ? other : event;
      if (end.endTime() - end.startTime() > TWO_HOURS) {
        out.collect(end.rideId());
      }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Long> out)
        throws Exception {
      TaxiRide event = waiting.value();
      waiting.clear();
      if (event.isStart()) {
        alerted.update(true);
        out.collect(event.rideId());
      }
    }

    private static long waitsUntil(TaxiRide event) {
      return event.isStart()
          ? event.startTime() + TWO_HOURS
          : Math.max(event.startTime(), event.endTime());
    }
  }
}
