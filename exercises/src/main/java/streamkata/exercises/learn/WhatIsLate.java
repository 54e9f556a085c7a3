package streamkata.exercises.learn;

import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Event time and watermark of every event, in the order of arrival. */
public final class WhatIsLate {

  private WhatIsLate() {}

  /** Prints for each scan the watermark that was there before it, and whether the scan is late. */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);

    env.fromData(
            Scan.of("A", "Bremen", 700, "09:00"),
            Scan.of("B", "Bremen", 2400, "09:30"),
            Scan.of("C", "Bremen", 1000, "09:25"),
            Scan.of("D", "Bremen", 300, "09:20"),
            Scan.of("E", "Bremen", 300, "09:21"))
        .assignTimestampsAndWatermarks(Watermarks.after(Duration.ofMinutes(10)))
        .process(new Tell())
        .print();

    env.execute("what-is-late");
  }

  /** Compares the time of each event with the watermark. */
  static class Tell extends ProcessFunction<Scan, String> {

    @Override
    public void processElement(Scan scan, Context context, Collector<String> out) {
      long watermark = context.timerService().currentWatermark();
      boolean isLate = scan.time() <= watermark;
      out.collect(
          "%s at %s, watermark %s%s"
              .formatted(
                  scan.parcel(),
                  Scan.clock(scan.time()),
                  Scan.clock(watermark),
                  isLate ? ": late" : ""));
    }
  }
}
