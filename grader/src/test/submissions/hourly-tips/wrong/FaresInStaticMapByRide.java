// Loses: state hygiene, worker loss, rescale
// Says: was lost when the worker was killed
// A map by ride id counts nothing twice, and dies with the worker all the same.
package streamkata.exercises.hourlytips;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final Map<Long, Map<Long, TaxiFare>> FARES = new ConcurrentHashMap<>();

    @Override
    public void processElement(TaxiFare fare, Context context, Collector<HourlyTip> out) {
      long hourEnd = context.getCurrentKey();
      if (hourEnd - 1 <= context.timerService().currentWatermark()) {
        return;
      }
      FARES.computeIfAbsent(hourEnd, end -> new ConcurrentHashMap<>()).put(fare.rideId(), fare);
      context.timerService().registerEventTimeTimer(hourEnd - 1);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<HourlyTip> out) {
      HourlyTip best = null;
      Map<Long, Double> hour = new HashMap<>();
      FARES
          .getOrDefault(context.getCurrentKey(), Map.of())
          .values()
          .forEach(fare -> hour.merge(fare.driverId(), fare.tip(), Double::sum));
      for (Map.Entry<Long, Double> entry : hour.entrySet()) {
        HourlyTip tip = new HourlyTip(context.getCurrentKey(), entry.getKey(), entry.getValue());
        best = best == null ? tip : better(best, tip);
      }
      if (best != null) {
        out.collect(best);
      }
    }

    private static HourlyTip better(HourlyTip one, HourlyTip other) {
      if (Math.abs(one.total() - other.total()) < 0.001) {
        return one.driverId() < other.driverId() ? one : other;
      }
      return one.total() > other.total() ? one : other;
    }
  }
}
