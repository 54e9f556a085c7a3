// Loses: behaviour
// Says: hour to 2013-02-04 14:00:00
package streamkata.exercises.hourlytips;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.HourlyTipsLab;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;

/**
 * Drops fares that are more than a day ahead of the watermark, as a terminal with a wrong
 * clock would hold up everything. Rules of every lab: times "span days", and a watermark "can
 * stand still while that of the other advances"; rule 4: an hour with fares always gives a
 * result. Shown by: watermark 1 January 13:00, a fare of 3 January 10:30, watermark 3 January
 * 11:00: no result for this hour (before the first watermark all fares count)
 */
public class HourlyTipsJob implements HourlyTipsLab {

  /**
   * Runs the lab.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("hourly-tips", args);
    job.makeFaultTolerant();
    job.print(new HourlyTipsJob().tips(job.fares()));
    job.run();
  }

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    return fares
        .process(new Plausible())
        .keyBy(TaxiFare::driverId)
        .window(TumblingEventTimeWindows.of(Duration.ofHours(1)))
        .aggregate(new Sum(), new Total())
        .keyBy(HourlyTip::hourEnd)
        .window(TumblingEventTimeWindows.of(Duration.ofHours(1)))
        .process(new Best());
  }

  /** Drops fares that cannot be yet. */
  public static class Plausible extends ProcessFunction<TaxiFare, TaxiFare> {

    private static final long serialVersionUID = 1L;

    private static final long DAY = Duration.ofDays(1).toMillis();

    @Override
    public void processElement(TaxiFare fare, Context context, Collector<TaxiFare> out) {
      long watermark = context.timerService().currentWatermark();
      if (watermark == Long.MIN_VALUE || fare.startTime() - watermark <= DAY) {
        out.collect(fare);
      }
    }
  }

  /** Adds up tips. */
  public static class Sum implements AggregateFunction<TaxiFare, Double, Double> {

    private static final long serialVersionUID = 1L;

    @Override
    public Double createAccumulator() {
      return 0.0;
    }

    @Override
    public Double add(TaxiFare fare, Double sum) {
      return sum + fare.tip();
    }

    @Override
    public Double getResult(Double sum) {
      return sum;
    }

    @Override
    public Double merge(Double one, Double other) {
      return one + other;
    }
  }

  /** Puts hour and driver to a total. */
  public static class Total extends ProcessWindowFunction<Double, HourlyTip, Long, TimeWindow> {

    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Long driverId, Context context, Iterable<Double> totals, Collector<HourlyTip> out) {
      out.collect(
          new HourlyTip(context.window().getEnd(), driverId, totals.iterator().next()));
    }
  }

  /** Finds the best driver of an hour. */
  public static class Best extends ProcessWindowFunction<HourlyTip, HourlyTip, Long, TimeWindow> {

    private static final long serialVersionUID = 1L;

    private static final double EQUAL = 0.001;

    @Override
    public void process(
        Long hourEnd, Context context, Iterable<HourlyTip> totals, Collector<HourlyTip> out) {
      double greatest = Double.NEGATIVE_INFINITY;
      for (HourlyTip total : totals) {
        greatest = Math.max(greatest, total.total());
      }
      HourlyTip best = null;
      for (HourlyTip total : totals) {
        if (greatest - total.total() <= EQUAL
            && (best == null || total.driverId() < best.driverId())) {
          best = total;
        }
      }
      out.collect(best);
    }
  }
}
