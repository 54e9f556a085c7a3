package streamkata.exercises.learn;

import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** broadcast: every instance receives a stream, and keeps it in broadcast state. */
public final class LimitsForAll {

  private static final MapStateDescriptor<String, Integer> LIMITS =
      new MapStateDescriptor<>("limits", Types.STRING, Types.INT);

  private LimitsForAll() {}

  /** Compares parcels with the limit of their depot. */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);

    env.fromData(Scan.of("A", "Bremen", 700, "09:00"), Scan.of("B", "Kassel", 2400, "09:05"))
        .connect(env.fromData("Bremen 1000").broadcast(LIMITS))
        .process(new FindTooHeavy())
        .print()
        .setParallelism(1);

    env.execute("limits-for-all");
  }

  /** Says which limits it knows, and which parcels are above them. */
  static class FindTooHeavy extends BroadcastProcessFunction<Scan, String, String> {

    @Override
    public void processBroadcastElement(String limit, Context context, Collector<String> out)
        throws Exception {
      String depot = limit.split(" ")[0];
      int grams = Integer.parseInt(limit.split(" ")[1]);
      context.getBroadcastState(LIMITS).put(depot, grams); // in every instance
      int instance = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() + 1;
      out.collect("instance " + instance + ": " + depot + " takes " + grams + " g");
    }

    @Override
    public void processElement(Scan scan, ReadOnlyContext context, Collector<String> out)
        throws Exception {
      Integer limit = context.getBroadcastState(LIMITS).get(scan.depot()); // only read here
      if (limit != null && scan.grams() > limit) {
        out.collect("parcel " + scan.parcel() + " is too heavy for " + scan.depot());
      }
    }
  }
}
