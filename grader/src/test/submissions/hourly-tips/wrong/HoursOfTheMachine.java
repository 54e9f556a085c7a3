// Hours in the time zone of the machine.
// Loses: behaviour, event time, state hygiene
// Says: an hour ends at a full hour of UTC, in whatever time zone the program runs
package streamkata.exercises.hourlytips;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
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

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    return fares.keyBy(HourlyTipsJob::hourEnd).process(new BestOfTheHour());
  }

  private static long hourEnd(TaxiFare fare) {
    return Instant.ofEpochMilli(fare.startTime())
        .atZone(ZoneId.systemDefault())
        .truncatedTo(ChronoUnit.HOURS)
        .plusHours(1)
        .toInstant()
        .toEpochMilli();
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
