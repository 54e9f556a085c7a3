// Loses: state hygiene
// Says: bytes of state that 1000 more fares of the same 10 drivers in the same hour have added
package streamkata.exercises.hourlytips;

import java.time.Duration;
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
        .process(new SumWhenItFires())
        .keyBy(HourlyTip::hourEnd)
        .window(TumblingEventTimeWindows.of(HOUR))
        .reduce(HourlyTipsJob::better);
  }

  private static HourlyTip better(HourlyTip one, HourlyTip other) {
    if (Math.abs(one.total() - other.total()) < 0.001) {
      return one.driverId() < other.driverId() ? one : other;
    }
    return one.total() > other.total() ? one : other;
  }

  static class SumWhenItFires
      extends ProcessWindowFunction<TaxiFare, HourlyTip, Long, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Long driverId, Context context, Iterable<TaxiFare> fares, Collector<HourlyTip> out) {
      double sum = 0;
      for (TaxiFare fare : fares) {
        sum += fare.tip();
      }
      out.collect(new HourlyTip(context.window().getEnd(), driverId, sum));
    }
  }
}
