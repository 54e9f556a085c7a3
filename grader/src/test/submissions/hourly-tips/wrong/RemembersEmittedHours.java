// Loses: state hygiene
package streamkata.exercises.hourlytips;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import streamkata.common.job.LabJob;
import streamkata.common.lab.HourlyTipsLab;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;

/**
 * Guards "each hour once" with a MapState of the hours that are out, one entry for each hour and for ever. Shows on: some hundreds of hours with one fare each, then the size of the checkpoint.
 *
 * <p>Rule broken: "Nothing of an hour stays in state after its result is emitted."
 */
public class HourlyTipsJob implements HourlyTipsLab {

  /**
   * Runs the lab and prints its results.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("hourly-tips", args);
    job.makeFaultTolerant();
    HourlyTipsJob lab = new HourlyTipsJob();
    job.print(lab.tips(job.fares()));
    job.run();
  }

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    Duration hour = Duration.ofHours(1);
    return fares
        .keyBy(TaxiFare::driverId)
        .window(TumblingEventTimeWindows.of(hour))
        .aggregate(new Sum(), new WithHour())
        .keyBy(HourlyTip::hourEnd)
        .window(TumblingEventTimeWindows.of(hour))
        .process(new Best())
        .keyBy(best -> 0)
        .filter(new OnlyOnce());
  }

  /** Lets each hour pass once. */
  public static class OnlyOnce extends RichFilterFunction<HourlyTip> {

    private transient MapState<Long, Boolean> emitted;

    @Override
    public void open(OpenContext context) {
      emitted =
          getRuntimeContext()
              .getMapState(new MapStateDescriptor<>("emitted", Types.LONG, Types.BOOLEAN));
    }

    @Override
    public boolean filter(HourlyTip best) throws Exception {
      if (emitted.contains(best.hourEnd())) {
        return false;
      }
      emitted.put(best.hourEnd(), true);
      return true;
    }
  }

  /** Adds up tips. */
  public static class Sum implements AggregateFunction<TaxiFare, Double, Double> {

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

  /** Adds driver and hour to a sum. */
  public static class WithHour extends ProcessWindowFunction<Double, HourlyTip, Long, TimeWindow> {

    @Override
    public void process(
        Long driver, Context context, Iterable<Double> sums, Collector<HourlyTip> out) {
      out.collect(new HourlyTip(context.window().getEnd(), driver, sums.iterator().next()));
    }
  }

  /** Finds the best driver of an hour. */
  public static class Best
      extends ProcessWindowFunction<HourlyTip, HourlyTip, Long, TimeWindow> {

    private static final double EQUAL = 0.001;

    @Override
    public void process(
        Long hour, Context context, Iterable<HourlyTip> totals, Collector<HourlyTip> out) {
      double greatest = Double.NEGATIVE_INFINITY;
      for (HourlyTip total : totals) {
        greatest = Math.max(greatest, total.total());
      }
      HourlyTip best = null;
      for (HourlyTip total : totals) {
        if (greatest - total.total() <= EQUAL
            && (best == null || total.driverId() < best.driverId())) {
          best = total;
        }
      }
      out.collect(best);
    }
  }
}
