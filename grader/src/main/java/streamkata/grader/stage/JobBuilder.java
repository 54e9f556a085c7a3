package streamkata.grader.stage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.scenario.Pipeline;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Step;
import streamkata.grader.submission.Implementation;
import streamkata.grader.submission.LabMistake;

/** Builds the job of a scenario: scripted sources, the implementation under test, ledger sinks. */
final class JobBuilder<L> {

  private static final Duration NEVER = Duration.ofDays(365);
  private static final int MAX_PARALLELISM = 128;

  private final Run run;
  private final Scenario scenario;
  private final Pipeline<L> pipeline;
  private final Implementation<L> implementation;
  private final Path checkpoints;

  JobBuilder(
      Run run,
      Scenario scenario,
      Pipeline<L> pipeline,
      Implementation<L> implementation,
      Path checkpoints) {
    this.run = run;
    this.scenario = scenario;
    this.pipeline = pipeline;
    this.implementation = implementation;
    this.checkpoints = checkpoints;
  }

  /** A job ready to be submitted, and the types of its sources. */
  record Job(JobGraph graph, Set<Class<?>> inputs) {}

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
      GradedStreams streams = new GradedStreams(environment);
      pipeline.build(implementation.instantiate(), streams);
      streams.attachSinks();
      StreamGraph plan = environment.getStreamGraph();
      JobGraph graph = plan.getJobGraph(loader);
      graph.setClasspaths(implementation.classPath());
      return new Job(graph, streams.inputs.keySet());
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

  /** The inputs and outputs of one build. */
  private final class GradedStreams implements Pipeline.Streams {

    private final GradingEnvironment environment;
    private final Map<Class<?>, DataStream<?>> inputs = new LinkedHashMap<>();
    private final List<Output<?>> outputs = new ArrayList<>();

    GradedStreams(GradingEnvironment environment) {
      this.environment = environment;
    }

    @Override
    public DataStream<TaxiRide> rides() {
      return input(TaxiRide.class, "rides");
    }

    @Override
    public DataStream<TaxiFare> fares() {
      return input(TaxiFare.class, "fares");
    }

    private <T extends TaxiEvent> DataStream<T> input(Class<T> type, String name) {
      DataStream<T> input =
          environment
              .fromSource(
                  new ScriptSource<>(run.id(), type), WatermarkStrategy.noWatermarks(), name)
              .uid("script-" + name);
      inputs.put(type, input);
      return input;
    }

    @Override
    public <T> void collect(String name, Class<T> type, DataStream<T> output) {
      if (output == null) {
        throw new LabMistake("It returned null instead of a stream of results.");
      }
      if (output.getExecutionEnvironment() != environment) {
        throw new LabMistake(
            "It returned a stream that belongs to another environment: results must be computed"
                + " from the streams that were passed in.");
      }
      outputs.add(new Output<>(name, type, output));
    }

    void attachSinks() {
      // An input that the lab ignores must still be read, or its gates would never be reached.
      inputs.forEach(
          (type, input) ->
              input.sinkTo(new DiscardingSink<>()).uid("ignored-" + type.getSimpleName()));
      outputs.forEach(output -> output.attachSink(run.id()));
    }
  }

  private record Output<T>(String name, Class<T> type, DataStream<T> stream) {

    void attachSink(String runId) {
      stream
          .sinkTo(new LedgerSink<>(runId, name, type))
          .name(name)
          .uid("ledger-" + name)
          .setParallelism(1);
    }
  }
}
