// Loses: parallelism, state hygiene, rescale
package streamkata.exercises.hourlytips;

import java.util.concurrent.ThreadLocalRandom;
import java.time.Duration;
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
 * The tips of a busy driver are spread over four keys by a random number in the key selector,
 * and added up in the next window; Flink asks the selector again where the fare arrives, and
 * gets another key, which belongs to another instance ("the results are the same at parallelism
 * 1 and 4").
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
    job.print(new HourlyTipsJob().tips(job.fares()));
    job.run();
  }

  @Override
  public DataStream<HourlyTip> tips(DataStream<TaxiFare> fares) {
    Duration hour = Duration.ofHours(1);
    return fares
        .keyBy(
            fare -> new SaltedDriver(fare.driverId(), ThreadLocalRandom.current().nextInt(4)))
        .window(TumblingEventTimeWindows.of(hour))
        .aggregate(new Sum(), new ToShare())
        .keyBy(HourlyTip::driverId)
        .window(TumblingEventTimeWindows.of(hour))
        .reduce(
            (one, other) ->
                new HourlyTip(one.hourEnd(), one.driverId(), one.total() + other.total()))
        .keyBy(HourlyTip::hourEnd)
        .window(TumblingEventTimeWindows.of(hour))
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

  /** A share of the fares of one driver. */
  public record SaltedDriver(long driverId, int salt) {}

  /** Names the driver and the hour of a sum. */
  public static class ToShare
      extends ProcessWindowFunction<Double, HourlyTip, SaltedDriver, TimeWindow> {

    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        SaltedDriver key, Context context, Iterable<Double> sums, Collector<HourlyTip> out) {
      out.collect(
          new HourlyTip(context.window().getEnd(), key.driverId(), sums.iterator().next()));
    }
  }

  /** Finds the best driver of an hour. */
  public static class Best
      extends ProcessWindowFunction<HourlyTip, HourlyTip, Long, TimeWindow> {

    private static final long serialVersionUID = 1L;
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
