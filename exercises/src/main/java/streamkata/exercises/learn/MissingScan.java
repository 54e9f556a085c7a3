package streamkata.exercises.learn;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** A timer: the program acts although nothing arrives. */
public final class MissingScan {

  private MissingScan() {}

  /** Prints each parcel that left Bremen and was not in Ulm within two hours. */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);

    env.fromData(
            Scan.of("A", "Bremen", 700, "09:00"),
            Scan.of("B", "Bremen", 2400, "09:10"),
            Scan.of("A", "Ulm", 700, "10:30"),
            Scan.of("C", "Bremen", 500, "12:00"), // the watermark passes 11:10
            Scan.of("C", "Ulm", 500, "13:59"))
        .assignTimestampsAndWatermarks(Watermarks.after(Duration.ofMinutes(10)))
        .keyBy(Scan::parcel)
        .process(new WaitTwoHours())
        .print();

    env.execute("missing-scan");
  }

  /** State and timer begin together and end together. */
  static class WaitTwoHours extends KeyedProcessFunction<String, Scan, String> {

    private static final long TWO_HOURS = Duration.ofHours(2).toMillis();

    private transient ValueState<Long> deadline;

    @Override
    public void open(OpenContext context) {
      deadline = getRuntimeContext().getState(new ValueStateDescriptor<>("deadline", Types.LONG));
    }

    @Override
    public void processElement(Scan scan, Context context, Collector<String> out)
        throws Exception {
      if (scan.depot().equals("Bremen")) {
        long instant = scan.time() + TWO_HOURS; // an instant, not a duration
        deadline.update(instant);
        context.timerService().registerEventTimeTimer(instant);
      } else if (deadline.value() != null) {
        context.timerService().deleteEventTimeTimer(deadline.value());
        deadline.clear();
      }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<String> out) {
      out.collect("parcel " + context.getCurrentKey() + " is missing at " + Scan.clock(time));
      deadline.clear();
    }
  }
}
