// Loses: behaviour
// Says: 
package streamkata.exercises.step12;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiFare;

public class RidesPerHour implements Steps.RidesPerHour {

  @Override
  public DataStream<Steps.HourCount> counts(DataStream<TaxiFare> fares) {
    return fares
        .keyBy(fare -> fare.driverId())
        .window(TumblingEventTimeWindows.of(Duration.ofDays(1)))
        .aggregate(new Count(), new WithHour());
  }

  /** Counts the events of a window. */
  static class Count implements AggregateFunction<TaxiFare, Integer, Integer> {

    @Override
    public Integer createAccumulator() {
      return 0;
    }

    @Override
    public Integer add(TaxiFare fare, Integer count) {
      return count + 1;
    }

    @Override
    public Integer getResult(Integer count) {
      return count;
    }

    @Override
    public Integer merge(Integer a, Integer b) {
      return a + b;
    }
  }

  /** Adds driver and hour to the count. */
  static class WithHour
      extends ProcessWindowFunction<Integer, Steps.HourCount, Long, TimeWindow> {

    @Override
    public void process(
        Long driver, Context context, Iterable<Integer> counts, Collector<Steps.HourCount> out) {
      long end = context.window().getEnd();
      out.collect(new Steps.HourCount(driver, end, counts.iterator().next()));
    }
  }
}
