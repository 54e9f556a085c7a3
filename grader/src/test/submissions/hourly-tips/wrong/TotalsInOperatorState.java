// Loses: state hygiene, rescale
// Says: Operator state and fields do not
package streamkata.exercises.hourlytips;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
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

  static class BestOfTheHour extends KeyedProcessFunction<Long, TaxiFare, HourlyTip>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final Map<Long, Map<Long, Double>> totals = new HashMap<>();
    private transient ListState<Tuple3<Long, Long, Double>> saved;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      saved =
          context
              .getOperatorStateStore()
              .getListState(
                  new ListStateDescriptor<>(
                      "totals", Types.TUPLE(Types.LONG, Types.LONG, Types.DOUBLE)));
      for (Tuple3<Long, Long, Double> entry : saved.get()) {
        totals.computeIfAbsent(entry.f0, end -> new HashMap<>()).put(entry.f1, entry.f2);
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      saved.clear();
      for (Map.Entry<Long, Map<Long, Double>> hour : totals.entrySet()) {
        for (Map.Entry<Long, Double> entry : hour.getValue().entrySet()) {
          saved.add(Tuple3.of(hour.getKey(), entry.getKey(), entry.getValue()));
        }
      }
    }

    @Override
    public void processElement(TaxiFare fare, Context context, Collector<HourlyTip> out) {
      long hourEnd = context.getCurrentKey();
      if (hourEnd - 1 <= context.timerService().currentWatermark()) {
        return;
      }
      totals
          .computeIfAbsent(hourEnd, end -> new HashMap<>())
          .merge(fare.driverId(), fare.tip(), Double::sum);
      context.timerService().registerEventTimeTimer(hourEnd - 1);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<HourlyTip> out) {
      HourlyTip best = null;
      Map<Long, Double> hour = totals.getOrDefault(context.getCurrentKey(), Map.of());
      for (Map.Entry<Long, Double> entry : hour.entrySet()) {
        HourlyTip tip = new HourlyTip(context.getCurrentKey(), entry.getKey(), entry.getValue());
        best = best == null ? tip : better(best, tip);
      }
      if (best != null) {
        out.collect(best);
      }
      totals.remove(context.getCurrentKey());
    }

    private static HourlyTip better(HourlyTip one, HourlyTip other) {
      if (Math.abs(one.total() - other.total()) < 0.001) {
        return one.driverId() < other.driverId() ? one : other;
      }
      return one.total() > other.total() ? one : other;
    }
  }
}
