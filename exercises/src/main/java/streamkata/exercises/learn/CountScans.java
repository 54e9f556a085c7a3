package streamkata.exercises.learn;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** ValueState: a number that Flink keeps for each key. */
public final class CountScans {

  private CountScans() {}

  /** Prints for each scan how often its parcel was scanned so far. */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);

    env.fromData(
            Scan.of("A", "Bremen", 700, "09:00"),
            Scan.of("B", "Kassel", 2400, "09:05"),
            Scan.of("A", "Kassel", 700, "13:10"),
            Scan.of("A", "Ulm", 700, "19:40"))
        .keyBy(Scan::parcel)
        .process(new Count())
        .print();

    env.execute("count-scans");
  }

  /** Counts the events of each key. */
  static class Count extends KeyedProcessFunction<String, Scan, String> {

    private transient ValueState<Integer> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
    }

    @Override
    public void processElement(Scan scan, Context context, Collector<String> out)
        throws Exception {
      Integer before = count.value(); // null for a key without state
      int now = before == null ? 1 : before + 1;
      count.update(now);
      out.collect("parcel " + scan.parcel() + ": scan " + now + ", in " + scan.depot());
    }
  }
}
