// Loses: task failure, worker loss, rescale
// Says: an hour that was open in the checkpoint was lost
// A trigger lets nothing out before it has seen a fare since the job was started: after a restart that is followed by a
// watermark only, an hour is lost.
package streamkata.exercises.hourlytips;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import streamkata.common.lab.HourlyTipsLab;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;

public class HourlyTipsJob implements HourlyTipsLab {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final double EQUAL_WITHIN = 0.001;

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    return fares
        // A driver's tips are added up wherever the driver's key lives: this part is the heavy
        // one, and it scales with the parallelism.
        .keyBy(TaxiFare::driverId)
        .window(TumblingEventTimeWindows.of(HOUR))
        .trigger(new LiveOnly())
        .aggregate(new CentsOfTips(), new OfDriverAndHour())
        // The totals of one hour meet at one place, one number per driver; the next hour's meet
        // at another.
        .keyBy(HourlyTip::hourEnd)
        .window(TumblingEventTimeWindows.of(HOUR))
        .process(new Best());
  }

  /** The smallest driver id of those whose total equals the greatest. */
  static HourlyTip best(Iterable<HourlyTip> totals) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (HourlyTip tip : totals) {
      greatest = Math.max(greatest, tip.total());
    }
    HourlyTip best = null;
    for (HourlyTip tip : totals) {
      boolean isGreatest = greatest - tip.total() <= EQUAL_WITHIN;
      if (isGreatest && (best == null || tip.driverId() < best.driverId())) {
        best = tip;
      }
    }
    return best;
  }

  static class CentsOfTips implements AggregateFunction<TaxiFare, Long, Double> {

    private static final long serialVersionUID = 1L;

    @Override
    public Long createAccumulator() {
      return 0L;
    }

    @Override
    public Long add(TaxiFare fare, Long cents) {
      return cents + Math.round(fare.tip() * 100);
    }

    @Override
    public Double getResult(Long cents) {
      return cents / 100.0;
    }

    @Override
    public Long merge(Long one, Long other) {
      return one + other;
    }
  }

  /** Adds to a sum which driver and which hour it is of. */
  static class OfDriverAndHour extends ProcessWindowFunction<Double, HourlyTip, Long, TimeWindow> {

    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Long driverId, Context context, Iterable<Double> sum, Collector<HourlyTip> out) {
      out.collect(new HourlyTip(context.window().getEnd(), driverId, sum.iterator().next()));
    }
  }

  /** Compares the totals of one hour, which all come at once: when the first window fires. */
  static class Best extends ProcessWindowFunction<HourlyTip, HourlyTip, Long, TimeWindow> {

    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Long hourEnd, Context context, Iterable<HourlyTip> totals, Collector<HourlyTip> out) {
      out.collect(best(totals));
    }
  }

  /** Lets a window out at its end, if a fare has come here since the job was started. */
  static class LiveOnly extends Trigger<Object, TimeWindow> {

    private static final long serialVersionUID = 1L;

    private transient boolean hasSeenFares;

    @Override
    public TriggerResult onElement(
        Object fare, long time, TimeWindow window, TriggerContext context) {
      hasSeenFares = true;
      context.registerEventTimeTimer(window.maxTimestamp());
      return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext context) {
      return hasSeenFares ? TriggerResult.FIRE : TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext context) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public void clear(TimeWindow window, TriggerContext context) {
      context.deleteEventTimeTimer(window.maxTimestamp());
    }
  }
}
