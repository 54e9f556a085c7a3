package streamkata.exercises.learn;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** A window that keeps one number, not its events. */
public final class ScansPerHour {

  private ScansPerHour() {}

  /** Prints for each hour and depot how many grams were scanned. */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);

    env.fromData(
            Scan.of("A", "Bremen", 700, "09:10"),
            Scan.of("B", "Bremen", 2400, "10:05"), // the watermark is now 09:55
            Scan.of("C", "Bremen", 1000, "09:50"), // out of order; its hour is still open
            Scan.of("D", "Bremen", 300, "10:12"), // the watermark passes 10:00: 09-10 fires
            Scan.of("E", "Bremen", 500, "09:58")) // late: its hour is over, Flink drops it
        .assignTimestampsAndWatermarks(Watermarks.after(Duration.ofMinutes(10)))
        .keyBy(Scan::depot)
        .window(TumblingEventTimeWindows.of(Duration.ofHours(1)))
        .aggregate(new SumOfGrams(), new WithHour())
        .print();

    env.execute("scans-per-hour");
  }

  /** The accumulator is the sum so far. */
  static class SumOfGrams implements AggregateFunction<Scan, Integer, Integer> {

    @Override
    public Integer createAccumulator() {
      return 0;
    }

    @Override
    public Integer add(Scan scan, Integer sum) {
      return sum + scan.grams();
    }

    @Override
    public Integer getResult(Integer sum) {
      return sum;
    }

    @Override
    public Integer merge(Integer a, Integer b) {
      return a + b;
    }
  }

  /** Adds key and window to the one result of the aggregate. */
  static class WithHour extends ProcessWindowFunction<Integer, String, String, TimeWindow> {

    @Override
    public void process(
        String depot, Context context, Iterable<Integer> sums, Collector<String> out) {
      String hour = Scan.clock(context.window().getStart());
      out.collect(depot + ", hour from " + hour + ": " + sums.iterator().next() + " g");
    }
  }
}
