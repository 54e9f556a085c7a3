package streamkata.grader.stage;

import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Stands beside the program, and takes part in a checkpoint when it may. */
final class Straggler<T> extends ProcessFunction<T, T> implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final String rendezvous;

  Straggler(String rendezvous) {
    this.rendezvous = rendezvous;
  }

  @Override
  public void processElement(T event, Context context, Collector<T> out) {}

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    Rendezvous.withId(rendezvous).straggler().get();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {}
}
