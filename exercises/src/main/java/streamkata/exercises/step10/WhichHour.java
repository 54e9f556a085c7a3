package streamkata.exercises.step10;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import streamkata.common.lab.MissingSolutionException;
import streamkata.common.lab.Steps;
import streamkata.common.model.TaxiFare;

/**
 * Step 10: which hour, and when? Predict. (10 minutes)
 *
 * <p>Before: exercises/learn/6-event-time.md and 7-windows.md
 *
 * <p>The program is complete. It counts the fares of each hour. This arrives:
 *
 * <pre>
 *   fare at 13:00:00.000
 *   fare at 14:00:00.000
 *   watermark 13:40
 *   fare at 13:31
 *   fare at 13:59:59.999
 *   watermark 14:00
 *   fare at 13:50
 *   fare at 14:10
 *   watermark 16:00
 *   fare at 16:20
 *   watermark 18:00
 * </pre>
 *
 * <p>How many counts does it emit, and which? Write your prediction in place of the zeros, one
 * number for each hour that emits a count. Then delete the first line and save.
 */
public class WhichHour implements Steps.WhichHour {

  @Override
  public DataStream<Steps.Prediction> counts(DataStream<TaxiFare> fares) {
    if (true) throw new MissingSolutionException(); // delete this line
    DataStream<Integer> counts =
        fares.windowAll(TumblingEventTimeWindows.of(Duration.ofHours(1))).aggregate(new Count());
    return Steps.predicted(counts, 0, 0, 0, 0, 0);
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
}
