package streamkata.exercises.step13;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiFare;

/**
 * Step 13: keep a sum, not the events. (10 minutes)
 *
 * <p>Before: exercises/learn/7-windows.md
 *
 * <p>The program adds up the tolls of each taxi in each hour. Its results are right. But {@link
 * SumOfAll} gets all fares of the hour at its end, so all of them are in state until then.
 *
 * <p>{@link Sum} keeps one number. Complete its method {@code add}, and use it: {@code
 * .aggregate(new Sum(), new WithHour())} in place of {@code .process(new SumOfAll())}.
 */
public class TollsPerHour implements Steps.TollsPerHour {

  @Override
  public DataStream<Steps.HourTolls> tolls(DataStream<TaxiFare> fares) {
    if (true) throw new MissingSolutionException(); // delete this line
    return fares
        .keyBy(fare -> fare.taxiId())
        .window(TumblingEventTimeWindows.of(Duration.ofHours(1)))
        .process(new SumOfAll());
  }

  /** Adds up when the hour is over. */
  static class SumOfAll
      extends ProcessWindowFunction<TaxiFare, Steps.HourTolls, Long, TimeWindow> {

    @Override
    public void process(
        Long taxi, Context context, Iterable<TaxiFare> fares, Collector<Steps.HourTolls> out) {
      double sum = 0;
      for (TaxiFare fare : fares) {
        sum += fare.tolls();
      }
      out.collect(new Steps.HourTolls(taxi, context.window().getEnd(), sum));
    }
  }

  /** Adds each fare as it arrives. */
  static class Sum implements AggregateFunction<TaxiFare, Double, Double> {

    @Override
    public Double createAccumulator() {
      return 0.0;
    }

    @Override
    public Double add(TaxiFare fare, Double sum) {
      return sum; // TODO: the sum with this fare
    }

    @Override
    public Double getResult(Double sum) {
      return sum;
    }

    @Override
    public Double merge(Double a, Double b) {
      return a + b;
    }
  }

  /** Adds taxi and hour to the sum. */
  static class WithHour extends ProcessWindowFunction<Double, Steps.HourTolls, Long, TimeWindow> {

    @Override
    public void process(
        Long taxi, Context context, Iterable<Double> sums, Collector<Steps.HourTolls> out) {
      long end = context.window().getEnd();
      out.collect(new Steps.HourTolls(taxi, end, sums.iterator().next()));
    }
  }
}
