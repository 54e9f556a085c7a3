// Loses: behaviour
package streamkata.exercises.hourlytips;


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
 * Fares of more than a day in the future are dropped, as the clock of their terminal must be
 * wrong; they are so by the clock of the machine ("The clock of the machine means nothing").
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
        .filter(fare -> fare.startTime() < System.currentTimeMillis() + Duration.ofDays(1).toMillis())
        .keyBy(TaxiFare::driverId)
        .window(TumblingEventTimeWindows.of(hour))
        .aggregate(new Sum(), new ToTotal())
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

  /** Names the driver and the hour of a sum. */
  public static class ToTotal extends ProcessWindowFunction<Double, HourlyTip, Long, TimeWindow> {

    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Long driver, Context context, Iterable<Double> sums, Collector<HourlyTip> out) {
      out.collect(new HourlyTip(context.window().getEnd(), driver, sums.iterator().next()));
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
