package streamkata.exercises.learn;

import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** A side output: one operator, two output streams. */
public final class BadScans {

  // The braces create a subclass. Flink reads the type String from it.
  private static final OutputTag<String> BAD = new OutputTag<>("bad") {};

  private BadScans() {}

  /** Separates scans without a weight from the others. */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);

    SingleOutputStreamOperator<Scan> good =
        env.fromData(Scan.of("A", "Bremen", 700, "09:00"), Scan.of("B", "Kassel", 0, "09:05"))
            .process(new Separate());

    good.map(scan -> "good: parcel " + scan.parcel()).print();
    good.getSideOutput(BAD).print();

    env.execute("bad-scans");
  }

  /** Emits each scan to one of two outputs. */
  static class Separate extends ProcessFunction<Scan, Scan> {

    @Override
    public void processElement(Scan scan, Context context, Collector<Scan> out) {
      if (scan.grams() > 0) {
        out.collect(scan);
      } else {
        context.output(BAD, "bad: parcel " + scan.parcel() + ", no weight");
      }
    }
  }
}
