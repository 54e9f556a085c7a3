package streamkata.exercises.learn;

import java.nio.file.Files;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Checkpoints: a task fails, and every number still counts exactly once. */
public final class SurviveFailure {

  private SurviveFailure() {}

  /** Adds the numbers 1 to 300, and fails once on the way. */
  public static void main(String[] args) throws Exception {
    Configuration options = new Configuration();
    options.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    options.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    options.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        Files.createTempDirectory("checkpoints").toUri().toString());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(options);
    env.enableCheckpointing(50, CheckpointingMode.EXACTLY_ONCE); // every 50 milliseconds
    env.setParallelism(1);

    env.fromSequence(1, 300)
        .map(SurviveFailure::slowly)
        .keyBy(number -> "all")
        .process(new Sum())
        .print();

    env.execute("survive-failure");
  }

  /** Gives Flink the time for a checkpoint. */
  private static long slowly(long number) throws InterruptedException {
    Thread.sleep(2);
    return number;
  }

  /** Keeps the sum in state, and fails as soon as a checkpoint is complete. */
  static class Sum extends KeyedProcessFunction<String, Long, String>
      implements CheckpointListener {

    private static volatile boolean hasFailed; // not state: it is not restored

    private transient ValueState<Long> sum;
    private transient boolean mustFail;

    @Override
    public void open(OpenContext context) {
      sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.LONG));
    }

    @Override
    public void processElement(Long number, Context context, Collector<String> out)
        throws Exception {
      if (mustFail) {
        hasFailed = true;
        System.out.println("the task fails");
        throw new IllegalStateException("a failure on purpose");
      }
      sum.update(number + (sum.value() == null ? 0 : sum.value()));
      if (number == 300) {
        out.collect("the sum is " + sum.value());
      }
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      mustFail = !hasFailed;
    }
  }
}
