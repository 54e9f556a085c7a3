// Keyed by the hour of the day: fares of 13:10 today and tomorrow are in one map until the watermark comes.
// Loses: behaviour
// Says: 2013-01-05
package streamkata.exercises.hourlytips;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import streamkata.common.lab.HourlyTipsLab;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;

public class HourlyTipsJob implements HourlyTipsLab {

  private static final Duration HOUR = Duration.ofHours(1);

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    return fares
        .keyBy(fare -> Math.floorMod(fare.startTime() / HOUR.toMillis(), 24L))
        .process(new OneHour());
  }

  /** Adds up one hour, driver by driver, and tells the best when the watermark is there. */
  static class OneHour extends KeyedProcessFunction<Long, TaxiFare, HourlyTip> {
    private transient MapState<Long, Double> sums;

    @Override
    public void open(OpenContext context) {
      sums = getRuntimeContext().getMapState(new MapStateDescriptor<>("sums", Types.LONG, Types.DOUBLE));
    }

    @Override
    public void processElement(TaxiFare fare, Context context, Collector<HourlyTip> out) throws Exception {
      long last = fare.startTime() / HOUR.toMillis() * HOUR.toMillis() + HOUR.toMillis() - 1;
      if (last <= context.timerService().currentWatermark()) {
        return;
      }
      Double sum = sums.get(fare.driverId());
      sums.put(fare.driverId(), (sum == null ? 0 : sum) + fare.tip());
      context.timerService().registerEventTimeTimer(last);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<HourlyTip> out) throws Exception {
      if (sums.isEmpty()) {
        return;
      }
      List<HourlyTip> totals = new ArrayList<>();
      for (Map.Entry<Long, Double> sum : sums.entries()) {
        totals.add(new HourlyTip(timestamp + 1, sum.getKey(), sum.getValue()));
      }
      sums.clear();
      out.collect(best(totals));
    }
  }

  private static HourlyTip best(Iterable<HourlyTip> totals) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (HourlyTip tip : totals) {
      greatest = Math.max(greatest, tip.total());
    }
    HourlyTip best = null;
    for (HourlyTip tip : totals) {
      if (greatest - tip.total() <= 0.001 && (best == null || tip.driverId() < best.driverId())) {
        best = tip;
      }
    }
    return best;
  }
}
