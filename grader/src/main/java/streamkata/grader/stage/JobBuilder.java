package streamkata.grader.stage;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import streamkata.grader.program.Implementation;
import streamkata.grader.program.LabMistake;
import streamkata.grader.wire.Contract;
import streamkata.grader.wire.Request;
import streamkata.grader.wire.Values;

/** Builds the job of a performance: scripted sources, the program, sinks that report. */
final class JobBuilder {

  private static final Duration NEVER = Duration.ofDays(365);
  private static final int MAX_PARALLELISM = 128;

  private static final String SCRIPT = "script-";
  private static final String OUTBOX = "outbox-";
  private static final String IGNORED = "ignored-";

  /** So large that the state of a check stands in the one file that a checkpoint always has. */
  private static final MemorySize INLINE = MemorySize.parse("256kb");

  private final Request.Open open;
  private final Contract contract;
  private final Implementation implementation;
  private final Rendezvous rendezvous;
  private final Path checkpoints;
  private final Path outside;

  JobBuilder(
      Request.Open open,
      Contract contract,
      Implementation implementation,
      Rendezvous rendezvous,
      Path checkpoints,
      Path outside) {
    this.open = open;
    this.contract = contract;
    this.implementation = implementation;
    this.rendezvous = rendezvous;
    this.checkpoints = checkpoints;
    this.outside = outside;
  }

  /** Whether an operator with a uid is a source or a sink of the kit. */
  static boolean isOfTheKit(String uid) {
    return Stream.of(SCRIPT, OUTBOX, IGNORED).anyMatch(uid::startsWith);
  }

  JobGraph build() throws Exception {
    ClassLoader loader = implementation.classLoader();
    try {
      // Told where a job has several instances, so that it costs one check or two and not all.
      if (open.parallelism() > 1) {
        requireSameWithoutCheckpoints();
      }
      GradingEnvironment environment = environment(configuration());
      List<DataStream<?>> inputs = inputs(environment);
      Map<String, String> settings = environment.settings();
      Object returned = apply(inputs);
      if (open.parallelism() > 1) {
        environment.requireSame(settings);
        environment.requirePromptBuffers();
      }
      attachSinks(environment, inputs, returned);
      environment.restore(settings);
      if (!open.chaining()) {
        environment.disableOperatorChaining();
      }
      JobGraph graph = environment.getStreamGraph().getJobGraph(loader);
      graph.setClasspaths(implementation.classPath());
      return graph;
    } finally {
      GradingEnvironment.useNone();
    }
  }

  /** Some programs change only what nobody has set. One that needs checkpoints may say so. */
  private void requireSameWithoutCheckpoints() {
    Configuration configuration = configuration();
    configuration.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    GradingEnvironment environment = environment(configuration);
    List<DataStream<?>> inputs = inputs(environment);
    Map<String, String> settings = environment.settings();
    try {
      apply(inputs);
    } catch (Exception e) {
      return;
    }
    environment.requireSame(settings);
  }

  private GradingEnvironment environment(Configuration configuration) {
    GradingEnvironment environment =
        new GradingEnvironment(configuration, implementation.classLoader());
    environment.setParallelism(open.parallelism());
    environment.setMaxParallelism(MAX_PARALLELISM);
    environment.useInThisThread();
    return environment;
  }

  private List<DataStream<?>> inputs(StreamExecutionEnvironment environment) {
    List<DataStream<?>> inputs = new ArrayList<>();
    for (int i = 0; i < contract.inputs().size(); i++) {
      inputs.add(input(environment, i, contract.inputs().get(i)));
    }
    return inputs;
  }

  private Configuration configuration() {
    return new Configuration()
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, NEVER)
        .set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, NEVER)
        .set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE)
        .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString())
        .set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, INLINE)
        .set(CheckpointingOptions.FS_WRITE_BUFFER_SIZE, (int) INLINE.getBytes())
        .set(
            CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
            ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION)
        .set(StateBackendOptions.STATE_BACKEND, open.backend())
        .set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ZERO)
        .set(PipelineOptions.GENERIC_TYPES, open.kryo())
        .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE)
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
  }

  private <T> DataStream<T> input(
      StreamExecutionEnvironment environment, int index, Class<T> type) {
    String name = type.getSimpleName() + "-" + index;
    return environment
        .fromSource(
            new CueSource<>(rendezvous.id(), index, type), WatermarkStrategy.noWatermarks(), name)
        .setParallelism(open.sources())
        .uid(SCRIPT + name);
  }

  private Object apply(List<DataStream<?>> inputs) throws Exception {
    List<DataStream<?>> streams = new ArrayList<>(inputs);
    return call(
        implementation,
        contract.pipeline(),
        open.arguments(),
        parameter -> Contract.isStream(parameter) ? streams.remove(0) : outside);
  }

  /** What a parameter gets that is no plain argument. */
  interface Special {
    Object of(Type parameter);
  }

  /** Calls a method of the contract on a new instance of the program. */
  static Object call(
      Implementation implementation, Method method, List<byte[]> plain, Special special)
      throws Exception {
    List<Type> plainTypes = Contract.argumentsOf(method);
    if (plainTypes.size() != plain.size()) {
      throw new IllegalArgumentException(
          "%s takes %d plain arguments, not %d."
              .formatted(method.getName(), plainTypes.size(), plain.size()));
    }
    Object lab = implementation.instantiate();
    List<Object> arguments = new ArrayList<>();
    int next = 0;
    for (Type parameter : method.getGenericParameterTypes()) {
      if (next < plainTypes.size() && parameter.equals(plainTypes.get(next))) {
        arguments.add(read(parameter, plain.get(next++)));
      } else {
        arguments.add(
            parameter instanceof Class<?> type && type.isInstance(lab)
                ? lab
                : special.of(parameter));
      }
    }
    try {
      return method.invoke(lab, arguments.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    }
  }

  private static Object read(Type type, byte[] value) throws IOException {
    return Values.of(type).read(value);
  }

  private void attachSinks(
      GradingEnvironment environment, List<DataStream<?>> inputs, Object returned)
      throws ReflectiveOperationException {
    readIgnored(environment, inputs);
    if (contract.writesFiles()) {
      attachStraggler(inputs.get(0));
    }
    int index = 0;
    for (var output : contract.outputs().entrySet()) {
      attachSink(
          environment,
          index++,
          output.getKey(),
          output.getValue(),
          (DataStream<?>) stream(output.getKey(), returned));
    }
  }

  /** An input that the lab ignores must still be read, or nobody would know that all is read. */
  private static void readIgnored(GradingEnvironment environment, List<DataStream<?>> inputs) {
    Set<Transformation<?>> read = environment.predecessors();
    for (int i = 0; i < inputs.size(); i++) {
      if (!read.contains(inputs.get(i).getTransformation())) {
        inputs.get(i).sinkTo(new DiscardingSink<>()).uid(IGNORED + i);
      }
    }
  }

  private <T> void attachStraggler(DataStream<T> input) {
    input
        .rebalance()
        .process(new Straggler<>(rendezvous.id()))
        .returns(input.getType())
        .setParallelism(1)
        .uid(IGNORED + "straggler");
  }

  private static Object stream(String output, Object returned) throws ReflectiveOperationException {
    if (returned == null || returned instanceof DataStream<?>) {
      return returned;
    }
    for (RecordComponent component : returned.getClass().getRecordComponents()) {
      if (component.getName().equals(output)) {
        return component.getAccessor().invoke(returned);
      }
    }
    throw new IllegalStateException("There is no output " + output + ".");
  }

  @SuppressWarnings("unchecked")
  private <T> void attachSink(
      StreamExecutionEnvironment environment,
      int index,
      String name,
      Class<T> type,
      DataStream<?> output) {
    if (output == null) {
      throw new LabMistake("It returned null instead of a stream of results.");
    }
    if (output.getExecutionEnvironment() != environment) {
      throw new LabMistake(
          "It returned a stream that belongs to another environment: results must be computed"
              + " from the streams that were passed in.");
    }
    ((DataStream<T>) output)
        .sinkTo(new OutboxSink<>(rendezvous.id(), index, type))
        .name(name)
        .uid(OUTBOX + name)
        .setParallelism(1);
  }
}
