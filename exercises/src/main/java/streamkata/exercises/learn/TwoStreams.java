package streamkata.exercises.learn;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/** connect: one operator reads two streams, and both methods use the same state. */
public final class TwoStreams {

  private TwoStreams() {}

  /** Stops the parcels that their senders have called back. */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);

    env.fromData("B", "X") // the parcels that are called back
        .keyBy(parcel -> parcel)
        .connect(
            env.fromData(
                    Scan.of("A", "Bremen", 700, "09:00"), Scan.of("B", "Kassel", 2400, "09:05"))
                .keyBy(Scan::parcel))
        .process(new StopCalledBack())
        .print();

    env.execute("two-streams");
  }

  /** A parcel that is called back is stopped where it was scanned last. */
  static class StopCalledBack extends KeyedCoProcessFunction<String, String, Scan, String> {

    private transient ValueState<Boolean> calledBack;
    private transient ValueState<String> lastDepot;

    @Override
    public void open(OpenContext context) {
      calledBack =
          getRuntimeContext().getState(new ValueStateDescriptor<>("called-back", Types.BOOLEAN));
      lastDepot =
          getRuntimeContext().getState(new ValueStateDescriptor<>("last-depot", Types.STRING));
    }

    @Override
    public void processElement1(String parcel, Context context, Collector<String> out)
        throws Exception {
      if (lastDepot.value() == null) {
        calledBack.update(true); // not scanned yet: remember it until the first scan arrives
      } else {
        out.collect("stop parcel " + parcel + " in " + lastDepot.value());
        lastDepot.clear();
      }
    }

    @Override
    public void processElement2(Scan scan, Context context, Collector<String> out)
        throws Exception {
      if (calledBack.value() == null) {
        lastDepot.update(scan.depot());
      } else {
        out.collect("stop parcel " + scan.parcel() + " in " + scan.depot());
        calledBack.clear();
      }
    }
  }
}
