// Loses: behaviour, state hygiene
// Says: expected driver 2013500001 with 0.30, got driver 2013500002 with 0.30
package streamkata.exercises.hourlytips;

import java.time.Duration;
import java.util.Arrays;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import streamkata.common.lab.HourlyTipsLab;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;

public class HourlyTipsJob implements HourlyTipsLab {

  private static final Duration HOUR = Duration.ofHours(1);

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    return fares
        .keyBy(TaxiFare::driverId)
        .window(TumblingEventTimeWindows.of(HOUR))
        .aggregate(new SumOfTips(), new OfDriverAndHour())
        .keyBy(HourlyTip::hourEnd)
        .window(TumblingEventTimeWindows.of(HOUR))
        .reduce(HourlyTipsJob::better);
  }

  private static HourlyTip better(HourlyTip one, HourlyTip other) {
    if (one.total() == other.total()) {
      return one.driverId() < other.driverId() ? one : other;
    }
    return one.total() > other.total() ? one : other;
  }

  /** Sums the same tips in the same order, whenever they arrive. */
  static class SumOfTips implements AggregateFunction<TaxiFare, double[], Double> {
    private static final long serialVersionUID = 1L;

    @Override
    public double[] createAccumulator() {
      return new double[0];
    }

    @Override
    public double[] add(TaxiFare fare, double[] tips) {
      return merge(tips, new double[] {fare.tip()});
    }

    @Override
    public Double getResult(double[] tips) {
      double sum = 0;
      for (double tip : tips) {
        sum += tip;
      }
      return sum;
    }

    @Override
    public double[] merge(double[] some, double[] others) {
      double[] all = Arrays.copyOf(some, some.length + others.length);
      System.arraycopy(others, 0, all, some.length, others.length);
      Arrays.sort(all);
      return all;
    }
  }

  static class OfDriverAndHour extends ProcessWindowFunction<Double, HourlyTip, Long, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Long driverId, Context context, Iterable<Double> sum, Collector<HourlyTip> out) {
      out.collect(new HourlyTip(context.window().getEnd(), driverId, sum.iterator().next()));
    }
  }
}
