// Loses: RocksDB
// Says: RocksDB keeps bytes
package streamkata.exercises.hourlytips;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.HourlyTipsLab;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;

public class HourlyTipsJob implements HourlyTipsLab {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    return fares.keyBy(HourlyTipsJob::hourEnd).process(new BestOfTheHour());
  }

  private static long hourEnd(TaxiFare fare) {
    return fare.startTime() / HOUR * HOUR + HOUR;
  }

  public static class Totals {
    public Map<Long, Double> byDriver = new HashMap<>();
  }

  static class BestOfTheHour extends KeyedProcessFunction<Long, TaxiFare, HourlyTip> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Totals> totals;

    @Override
    public void open(OpenContext context) {
      totals =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>("totals", Totals.class));
    }

    @Override
    public void processElement(TaxiFare fare, Context context, Collector<HourlyTip> out)
        throws Exception {
      long hourEnd = context.getCurrentKey();
      if (hourEnd - 1 <= context.timerService().currentWatermark()) {
        return;
      }
      if (totals.value() == null) {
        totals.update(new Totals());
      }
      totals.value().byDriver.merge(fare.driverId(), fare.tip(), Double::sum);
      context.timerService().registerEventTimeTimer(hourEnd - 1);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<HourlyTip> out)
        throws Exception {
      HourlyTip best = null;
      for (Map.Entry<Long, Double> entry : totals.value().byDriver.entrySet()) {
        HourlyTip tip = new HourlyTip(context.getCurrentKey(), entry.getKey(), entry.getValue());
        best = best == null ? tip : better(best, tip);
      }
      if (best != null) {
        out.collect(best);
      }
      totals.clear();
    }

    private static HourlyTip better(HourlyTip one, HourlyTip other) {
      if (Math.abs(one.total() - other.total()) < 0.001) {
        return one.driverId() < other.driverId() ? one : other;
      }
      return one.total() > other.total() ? one : other;
    }
  }
}
