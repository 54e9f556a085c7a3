// Loses: behaviour
// Says: until a checkpoint begins
package streamkata.exercises.hourlytips;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;
import streamkata.common.lab.HourlyTipsLab;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;

public class HourlyTipsJob implements HourlyTipsLab {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final double EQUAL_WITHIN = 0.001;

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    DataStream<HourlyTip> results = fares
        // A driver's tips are added up wherever the driver's key lives: this part is the heavy
        // one, and it scales with the parallelism.
        .keyBy(TaxiFare::driverId)
        .window(TumblingEventTimeWindows.of(HOUR))
        .aggregate(new SumOfTips(), new OfDriverAndHour())
        // The totals of one hour meet at one place, one number per driver; the next hour's meet
        // at another.
        .keyBy(HourlyTip::hourEnd)
        .window(TumblingEventTimeWindows.of(HOUR))
        .process(new Best());
    return results.transform("batch", results.getType(), new Batch<>());
  }

  /** The smallest driver id of those whose total equals the greatest. */
  static HourlyTip best(Iterable<HourlyTip> totals) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (HourlyTip tip : totals) {
      greatest = Math.max(greatest, tip.total());
    }
    HourlyTip best = null;
    for (HourlyTip tip : totals) {
      boolean isGreatest = greatest - tip.total() <= EQUAL_WITHIN;
      if (isGreatest && (best == null || tip.driverId() < best.driverId())) {
        best = tip;
      }
    }
    return best;
  }

  /** Adds tips up as they arrive: the state of a window is one number. */
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

  /** Adds to a sum which driver and which hour it is of. */
  static class OfDriverAndHour extends ProcessWindowFunction<Double, HourlyTip, Long, TimeWindow> {

    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Long driverId, Context context, Iterable<Double> sum, Collector<HourlyTip> out) {
      out.collect(new HourlyTip(context.window().getEnd(), driverId, sum.iterator().next()));
    }
  }

  /** Compares the totals of one hour, which all come at once: when the first window fires. */
  static class Best extends ProcessWindowFunction<HourlyTip, HourlyTip, Long, TimeWindow> {

    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Long hourEnd, Context context, Iterable<HourlyTip> totals, Collector<HourlyTip> out) {
      out.collect(best(totals));
    }
  }

  /** Collects results, and emits them in front of a barrier. */
  static class Batch<T> extends AbstractStreamOperator<T> implements OneInputStreamOperator<T, T> {

    private static final long serialVersionUID = 1L;

    private transient List<StreamRecord<T>> batch;

    @Override
    public void open() throws Exception {
      super.open();
      batch = new ArrayList<>();
    }

    @Override
    public void processElement(StreamRecord<T> result) {
      batch.add(result.copy(result.getValue()));
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
      flush();
    }

    @Override
    public void finish() {
      flush();
    }

    private void flush() {
      batch.forEach(output::collect);
      batch.clear();
    }
  }
}
