// Loses: state hygiene
// Says: fares of a finished hour
package streamkata.exercises.hourlytips;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
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

  static class BestOfTheHour extends KeyedProcessFunction<Long, TaxiFare, HourlyTip> {
    private static final long serialVersionUID = 1L;

    private transient MapState<Long, Double> totals;

    @Override
    public void open(OpenContext context) {
      totals =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("totals", Long.class, Double.class));
    }

    @Override
    public void processElement(TaxiFare fare, Context context, Collector<HourlyTip> out)
        throws Exception {
      long hourEnd = context.getCurrentKey();
      if (hourEnd - 1 <= context.timerService().currentWatermark()) {
        return;
      }
      Double total = totals.get(fare.driverId());
      totals.put(fare.driverId(), (total == null ? 0 : total) + fare.tip());
      context.timerService().registerEventTimeTimer(hourEnd - 1);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<HourlyTip> out)
        throws Exception {
      HourlyTip best = null;
      for (Map.Entry<Long, Double> entry : totals.entries()) {
        HourlyTip tip = new HourlyTip(context.getCurrentKey(), entry.getKey(), entry.getValue());
        best = best == null ? tip : better(best, tip);
      }
      out.collect(best);
    }

    private static HourlyTip better(HourlyTip one, HourlyTip other) {
      if (Math.abs(one.total() - other.total()) < 0.001) {
        return one.driverId() < other.driverId() ? one : other;
      }
      return one.total() > other.total() ? one : other;
    }
  }
}
