// Loses: behaviour
// Says: the hour to 13:00:00
package streamkata.exercises.hourlytips;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.HourlyTipsLab;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;

/**
 * Takes two totals as equal if they are the same thousandths, cut off. 0.10 + 0.70 is a little less
 * than 0.80, and so 799 of them.
 */
public class HourlyTipsJob implements HourlyTipsLab {

  /**
   * Runs the lab and prints its results.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("hourly-tips", args);
    job.makeFaultTolerant();
    HourlyTipsJob lab = new HourlyTipsJob();
    job.print(lab.tips(job.fares()));
    job.run();
  }

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    Duration hour = Duration.ofHours(1);
    return fares
        .keyBy(TaxiFare::driverId)
        .window(TumblingEventTimeWindows.of(hour))
        .aggregate(new Sum(), new WithHour())
        .keyBy(HourlyTip::hourEnd)
        .window(TumblingEventTimeWindows.of(hour))
        .process(new Best());
  }

  /** Adds up tips. */
  public static class Sum implements AggregateFunction<TaxiFare, Double, Double> {

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

  /** Adds driver and hour to a sum. */
  public static class WithHour extends ProcessWindowFunction<Double, HourlyTip, Long, TimeWindow> {

    @Override
    public void process(
        Long driver, Context context, Iterable<Double> sums, Collector<HourlyTip> out) {
      out.collect(new HourlyTip(context.window().getEnd(), driver, sums.iterator().next()));
    }
  }

  /** Finds the best driver of an hour. */
  public static class Best
      extends ProcessWindowFunction<HourlyTip, HourlyTip, Long, TimeWindow> {

    @Override
    public void process(
        Long hour, Context context, Iterable<HourlyTip> totals, Collector<HourlyTip> out) {
      long greatest = Long.MIN_VALUE;
      for (HourlyTip total : totals) {
        greatest = Math.max(greatest, (long) Math.floor(total.total() * 1000));
      }
      HourlyTip best = null;
      for (HourlyTip total : totals) {
        if (greatest == (long) Math.floor(total.total() * 1000)
            && (best == null || total.driverId() < best.driverId())) {
          best = total;
        }
      }
      out.collect(best);
    }
  }
}
