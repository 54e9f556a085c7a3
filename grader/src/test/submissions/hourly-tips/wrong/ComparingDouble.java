// Loses: behaviour
// Says: the right total, but not the right driver
package streamkata.exercises.hourlytips;

import java.time.Duration;
import java.util.Comparator;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.functions.AggregateFunction;
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
 * Takes the smallest of the tied drivers with Comparator.comparingDouble, which widens ids
 * without a warning and cannot tell large ids apart. Rule 3: "the smallest driver id wins";
 * rules of every lab: "An id is any long". Shown by: drivers 9007199254740992 and
 * 9007199254740993 (2^53 and 2^53 + 1) with equal totals in one hour: the one whose total
 * comes out first wins, in some hours (or for some neighbouring ids beyond 2^53) the larger
 * one; ids below 2^53 are right
 */
public class HourlyTipsJob implements HourlyTipsLab {

  /**
   * Runs the lab.
   *
   * @param args see {@link LabJob}
   */
  public static void main(String[] args) {
    LabJob job = LabJob.of("hourly-tips", args);
    job.makeFaultTolerant();
    job.print(new HourlyTipsJob().tips(job.fares()));
    job.run();
  }

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    return fares
        .keyBy(TaxiFare::driverId)
        .window(TumblingEventTimeWindows.of(Duration.ofHours(1)))
        .aggregate(new Sum(), new Label())
        .keyBy(HourlyTip::hourEnd)
        .window(TumblingEventTimeWindows.of(Duration.ofHours(1)))
        .process(new Best());
  }

  /** Adds up tips. */
  public static class Sum implements AggregateFunction<TaxiFare, Double, Double> {

    private static final long serialVersionUID = 1L;

    @Override
    public Double createAccumulator() {
      return 0.0;
    }

    @Override
    public Double add(TaxiFare fare, Double total) {
      return total + fare.tip();
    }

    @Override
    public Double getResult(Double total) {
      return total;
    }

    @Override
    public Double merge(Double one, Double other) {
      return one + other;
    }
  }

  /** Says whose total it is, and of which hour. */
  public static class Label extends ProcessWindowFunction<Double, HourlyTip, Long, TimeWindow> {

    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Long key, Context context, Iterable<Double> total, Collector<HourlyTip> out) {
      out.collect(new HourlyTip(context.window().getEnd(), key, total.iterator().next()));
    }
  }

  /** Finds the best driver of an hour. */
  public static class Best extends ProcessWindowFunction<HourlyTip, HourlyTip, Long, TimeWindow> {

    private static final long serialVersionUID = 1L;

    private static final double EQUAL = 0.001;

    @Override
    public void process(
        Long hourEnd, Context context, Iterable<HourlyTip> totals, Collector<HourlyTip> out) {
      double greatest = Double.NEGATIVE_INFINITY;
      for (HourlyTip total : totals) {
        greatest = Math.max(greatest, total.total());
      }
      double least = greatest - EQUAL;
      StreamSupport.stream(totals.spliterator(), false)
          .filter(total -> total.total() >= least)
          .min(Comparator.comparingDouble(HourlyTip::driverId))
          .ifPresent(out::collect);
    }
  }
}
