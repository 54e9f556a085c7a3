package streamkata.grader.stage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import streamkata.common.model.Event;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Step;
import streamkata.grader.submission.Implementation;
import streamkata.grader.submission.LabMistake;
import streamkata.grader.wire.Contract;

/** Builds the job of a scenario: scripted sources, the implementation under test, ledger sinks. */
final class JobBuilder {

  private static final Duration NEVER = Duration.ofDays(365);
  private static final int MAX_PARALLELISM = 128;

  private final Run run;
  private final Scenario scenario;
  private final Implementation implementation;
  private final Path checkpoints;

  JobBuilder(Run run, Scenario scenario, Implementation implementation, Path checkpoints) {
    this.run = run;
    this.scenario = scenario;
    this.implementation = implementation;
    this.checkpoints = checkpoints;
  }

  /** A job ready to be submitted, and the types of its sources. */
  record Job(JobGraph graph, List<Class<?>> inputs) {}

  Job build(int parallelism) {
    ClassLoader loader = implementation.classLoader();
    GradingEnvironment environment = new GradingEnvironment(configuration(), loader);
    environment.setParallelism(parallelism);
    environment.setMaxParallelism(MAX_PARALLELISM);
    if (rescales()) {
      // Whether operators are chained depends on the parallelism and is part of the identity of
      // an operator without a uid: its state must be found again at another parallelism.
      environment.disableOperatorChaining();
    }
    environment.useInThisThread();
    try {
      Contract contract = implementation.contract();
      List<DataStream<?>> inputs = new ArrayList<>();
      contract
          .inputs()
          .forEach(type -> inputs.add(input(environment, type.asSubclass(Event.class))));
      Object returned = implementation.call(contract.pipeline(), arguments(inputs));
      Map<String, DataStream<?>> outputs = new LinkedHashMap<>();
      contract
          .outputs()
          .forEach(
              (name, type) ->
                  outputs.put(name, checked(contract.output(returned, name), environment)));
      inputs.forEach(JobBuilder::ignore);
      outputs.forEach((name, output) -> collect(output, name, contract.outputs().get(name)));
      StreamGraph plan = environment.getStreamGraph();
      JobGraph graph = plan.getJobGraph(loader);
      graph.setClasspaths(implementation.classPath());
      return new Job(graph, contract.inputs());
    } finally {
      GradingEnvironment.useNone();
    }
  }

  private boolean rescales() {
    return run.steps().stream().anyMatch(Step.Rescale.class::isInstance);
  }

  private Configuration configuration() {
    int faults = (int) run.steps().stream().filter(Step.Inject.class::isInstance).count();
    return new Configuration()
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, NEVER)
        .set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, NEVER)
        .set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE)
        .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString())
        .set(
            CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
            ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION)
        .set(StateBackendOptions.STATE_BACKEND, scenario.backend().configName())
        .set(PipelineOptions.GENERIC_TYPES, scenario.kryo())
        .set(RestartStrategyOptions.RESTART_STRATEGY, faults == 0 ? "none" : "fixed-delay")
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Math.max(1, faults))
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
  }

  private List<Object> arguments(List<DataStream<?>> inputs) {
    Iterator<DataStream<?>> streams = inputs.iterator();
    Iterator<Object> others = scenario.arguments().iterator();
    return Stream.of(implementation.contract().pipeline().getGenericParameterTypes())
        .map(type -> Contract.isStream(type) ? streams.next() : others.next())
        .toList();
  }

  private <T extends Event> DataStream<T> input(GradingEnvironment environment, Class<T> type) {
    String name = type.getSimpleName();
    return environment
        .fromSource(new ScriptSource<>(run.id(), type), WatermarkStrategy.noWatermarks(), name)
        .uid("script-" + name);
  }

  private static DataStream<?> checked(DataStream<?> output, GradingEnvironment environment) {
    if (output == null) {
      throw new LabMistake("It returned null instead of a stream of results.");
    }
    if (output.getExecutionEnvironment() != environment) {
      throw new LabMistake(
          "It returned a stream that belongs to another environment: results must be computed"
              + " from the streams that were passed in.");
    }
    return output;
  }

  /** An input that the lab ignores must still be read, or its gates would never be reached. */
  private static <T> void ignore(DataStream<T> input) {
    input.sinkTo(new DiscardingSink<>()).uid("ignored-" + input.getTransformation().getName());
  }

  @SuppressWarnings("unchecked")
  private <T> void collect(DataStream<?> output, String name, Class<T> type) {
    // What the lab returns need not be what it declares: the sink looks at each result.
    ((DataStream<T>) output)
        .sinkTo(new LedgerSink<>(run.id(), name, type))
        .name(name)
        .uid("ledger-" + name)
        .setParallelism(1);
  }
}
