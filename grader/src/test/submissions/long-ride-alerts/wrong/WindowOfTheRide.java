// Loses: behaviour
// Says: ride 6: expected an alert
package streamkata.exercises.longridealerts;

import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.model.TaxiRide;

/**
 * Gives each ride a window of its own, from its start time to two hours later, with a window
 * assigner; the window operator drops a START that arrives when this window is over. Edge cases:
 * "A START can arrive when the watermark is past start + 2 h. Its alert comes at once or when the
 * watermark advances." Shown by: watermark 16:00, then a START of 13:00 without END, watermark
 * 16:01: no alert.
 */
public class LongRideAlertsJob implements LongRideAlertsLab {

  /** Runs the lab. */
  public static void main(String[] args) {
    LabJob job = LabJob.of("long-ride-alerts", args);
    job.makeFaultTolerant();
    LongRideAlertsJob lab = new LongRideAlertsJob();
    job.print(lab.alerts(job.rides()));
    job.run();
  }

  private static final long TWO_HOURS = 7_200_000;

  @Override
  public DataStream<Long> alerts(DataStream<TaxiRide> rides) {
    return rides
        .keyBy(TaxiRide::rideId)
        .window(new TwoHoursFromStart())
        .process(new NoEndInTime())
        .name("alerts")
        .uid("alerts");
  }

  /** Both events know the start time, so both fall into the same window. */
  static class TwoHoursFromStart extends WindowAssigner<Object, TimeWindow> {

    private static final long serialVersionUID = 1L;

    @Override
    public Collection<TimeWindow> assignWindows(
        Object element, long timestamp, WindowAssignerContext context) {
      long start = ((TaxiRide) element).startTime();
      return List.of(new TimeWindow(start, start + TWO_HOURS + 1));
    }

    @Override
    public Trigger<Object, TimeWindow> getDefaultTrigger() {
      return EventTimeTrigger.create();
    }

    @Override
    public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig config) {
      return new TimeWindow.Serializer();
    }

    @Override
    public boolean isEventTime() {
      return true;
    }
  }

  static class NoEndInTime extends ProcessWindowFunction<TaxiRide, Long, Long, TimeWindow> {

    private static final long serialVersionUID = 1L;

    @Override
    public void process(Long rideId, Context context, Iterable<TaxiRide> events, Collector<Long> out) {
      boolean hasStart = false;
      boolean hasEndInTime = false;
      for (TaxiRide event : events) {
        if (event.isStart()) {
          hasStart = true;
        } else if (event.endTime() - event.startTime() <= TWO_HOURS) {
          hasEndInTime = true;
        }
      }
      if (hasStart && !hasEndInTime) {
        out.collect(rideId);
      }
    }
  }
}
