// Loses: behaviour, event time
// Says: an hour has one result, not one for each driver or fare
package streamkata.exercises.hourlytips;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessAllWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.triggers.ContinuousEventTimeTrigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import streamkata.common.lab.HourlyTipsLab;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;

public class HourlyTipsJob implements HourlyTipsLab {

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    return fares
        .windowAll(TumblingEventTimeWindows.of(Duration.ofHours(1)))
        .trigger(ContinuousEventTimeTrigger.of(Duration.ofMinutes(20)))
        .aggregate(
            new TotalsByDriver(),
            new Best(),
            Types.MAP(Types.LONG, Types.DOUBLE),
            Types.MAP(Types.LONG, Types.DOUBLE),
            TypeInformation.of(HourlyTip.class));
  }

  static class TotalsByDriver
      implements AggregateFunction<TaxiFare, Map<Long, Double>, Map<Long, Double>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Map<Long, Double> createAccumulator() {
      return new HashMap<>();
    }

    @Override
    public Map<Long, Double> add(TaxiFare fare, Map<Long, Double> totals) {
      totals.merge(fare.driverId(), fare.tip(), Double::sum);
      return totals;
    }

    @Override
    public Map<Long, Double> getResult(Map<Long, Double> totals) {
      return totals;
    }

    @Override
    public Map<Long, Double> merge(Map<Long, Double> one, Map<Long, Double> other) {
      other.forEach((driver, total) -> one.merge(driver, total, Double::sum));
      return one;
    }
  }

  static class Best extends ProcessAllWindowFunction<Map<Long, Double>, HourlyTip, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Context context, Iterable<Map<Long, Double>> totals, Collector<HourlyTip> out) {
      long bestDriver = Long.MAX_VALUE;
      double most = -1;
      for (Map.Entry<Long, Double> entry : totals.iterator().next().entrySet()) {
        double lead = entry.getValue() - most;
        if (lead > 0.001 || lead > -0.001 && entry.getKey() < bestDriver) {
          bestDriver = entry.getKey();
          most = entry.getValue();
        }
      }
      out.collect(new HourlyTip(context.window().getEnd(), bestDriver, most));
    }
  }
}
