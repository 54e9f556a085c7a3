// Loses: behaviour, event time, state hygiene
// Says: an hour has one result, not one for each driver or fare
package streamkata.exercises.hourlytips;

import java.time.Duration;
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
        .reduce(HourlyTipsJob::better);
  }

  private static HourlyTip better(HourlyTip one, HourlyTip other) {
    if (Math.abs(one.total() - other.total()) < 0.001) {
      return one.driverId() < other.driverId() ? one : other;
    }
    return one.total() > other.total() ? one : other;
  }

  static class SumOfTips implements AggregateFunction<TaxiFare, Double, Double> {
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

  static class OfDriverAndHour extends ProcessWindowFunction<Double, HourlyTip, Long, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Long driverId, Context context, Iterable<Double> sum, Collector<HourlyTip> out) {
      out.collect(new HourlyTip(context.window().getEnd(), driverId, sum.iterator().next()));
    }
  }
}
