package streamkata.solutions.step10;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiFare;

/** Reference solution of the step which-hour. */
public class WhichHour implements Steps.WhichHour {

  @Override
  public DataStream<Steps.Prediction> counts(DataStream<TaxiFare> fares) {
    DataStream<Integer> counts =
        fares.windowAll(TumblingEventTimeWindows.of(Duration.ofHours(1))).aggregate(new Count());
    return Steps.predicted(counts, 3, 2, 1);
  }

  /** Counts the events of a window. */
  static class Count implements AggregateFunction<TaxiFare, Integer, Integer> {

    private static final long serialVersionUID = 1L;

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
}
