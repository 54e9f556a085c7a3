package streamkata.solutions.modelupgrade;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.ParameterTool;
import org.apache.flink.util.StringUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.common.lab.ModelUpgradeLab.HourlyPrediction;
import streamkata.common.lab.Version1Savepoint;
import streamkata.common.model.TaxiRide;
import streamkata.common.source.TaxiOptions;
import streamkata.common.source.TaxiSource;
import streamkata.solutions.modelupgrade.ModelUpgradeJob.CellModel;
import streamkata.solutions.modelupgrade.ModelUpgradeJob.PredictAndLearn;

/**
 * The savepoint that comes with the lab has what version 1 learns, and version 2 restores it.
 *
 * <p>How it is made: the function of version 1 is compiled from its source, runs in Flink's
 * operator test harness, and learns the first rides of a generated day. The snapshot of its state
 * becomes the state of an operator with the uid {@code models}, in the format of a savepoint.
 * {@code -Dkata.savepoint=write} writes it. Its content is the same every time. Its bytes are not:
 * Flink gives parts random names, and writes the states of an operator in any order.
 */
class Version1SavepointTest {

  private static final Path COMMITTED =
      Path.of("../common/src/main/resources/streamkata/common/lab", Version1Savepoint.FILE);
  private static final Path SOURCE =
      Path.of(
          "../grader/src/main/resources/streamkata/grader/labs/modelupgrade/version1",
          "ModelUpgradeJob.java");
  private static final String PROGRAM = "streamkata.exercises.modelupgrade.ModelUpgradeJob";
  private static final String UID = "models";

  /** What Flink makes of the uid: its hash by Murmur3. */
  private static final String ID = "ab2486e82c718f926e7fcfb644c28eea";

  private static final int EVENTS = 4_000;
  private static final String ANOTHER_DAY = "1";
  private static final int MOST_PARALLELISM = 128;

  @TempDir Path folder;

  @Test
  void the_savepoint_has_what_version_1_learns() throws Exception {
    byte[] made = made();
    if ("write".equals(System.getProperty("kata.savepoint"))) {
      Files.write(COMMITTED, made);
    }
    Map<Integer, String> content = content(committed());

    assertThat(content.size(), is(greaterThan(100)));
    assertThat(content, is(content(ofSolution(made))));
    assertThat(Files.size(COMMITTED), is(lessThan(200_000L)));
  }

  private static byte[] ofSolution(byte[] metadata) {
    return new String(metadata, StandardCharsets.ISO_8859_1)
        .replace("streamkata.exercises.", "streamkata.solutions.")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The model and its rides, by their key. */
  private static Map<Integer, String> content(byte[] metadata) throws Exception {
    OperatorSubtaskState models;
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(metadata))) {
      models =
          Checkpoints.loadCheckpointMetadata(in, ModelUpgradeJob.class.getClassLoader(), "")
              .getOperatorStates()
              .iterator()
              .next()
              .getState(0);
    }
    Map<Integer, String> content = new TreeMap<>();
    try (var harness = newHarness(new PredictAndLearn())) {
      harness.initializeState(models);
      harness.open();
      KeyedStateBackend<Integer> backend = harness.getOperator().getKeyedStateBackend();
      for (int key : backend.getKeys("model", VoidNamespace.INSTANCE).toList()) {
        backend.setCurrentKey(key);
        CellModel value =
            backend
                .getPartitionedState(
                    VoidNamespace.INSTANCE,
                    VoidNamespaceSerializer.INSTANCE,
                    new ValueStateDescriptor<>("model", CellModel.class))
                .value();
        content.put(key, "%d rides: %s".formatted(value.ridesWithoutHour(), value.model));
      }
    }
    return content;
  }

  /** As {@code main} of version 2 gets it. */
  private static byte[] committed() throws IOException {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment();
    Version1Savepoint.continueIn(environment, ModelUpgradeJob.class);
    URI place = URI.create(environment.getConfiguration().get(StateRecoveryOptions.SAVEPOINT_PATH));
    return Files.readAllBytes(Path.of(place).resolve("_metadata"));
  }

  private byte[] made() throws Exception {
    OperatorState models =
        new OperatorState(
            "predict and learn",
            UID,
            new OperatorID(StringUtils.hexStringToByte(ID)),
            1,
            MOST_PARALLELISM);
    models.putState(0, learned());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Checkpoints.storeCheckpointMetadata(
        new CheckpointMetadata(1, List.of(models), List.of()), bytes);
    return bytes.toByteArray();
  }

  private OperatorSubtaskState learned() throws Exception {
    try (URLClassLoader loader = version1();
        var harness = newHarness(functionOf(loader))) {
      harness.open();
      for (TaxiRide ride : rides()) {
        // Both versions have the same keys for rides in NYC.
        if (ModelUpgradeJob.isPossible(ride)) {
          harness.processElement(ride, ride.eventTime());
        }
      }
      return harness.snapshot(1, 1);
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<Integer, TaxiRide, HourlyPrediction>
      newHarness(KeyedProcessFunction<Integer, TaxiRide, HourlyPrediction> function)
          throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(function),
        ModelUpgradeJob::key,
        Types.INT,
        MOST_PARALLELISM,
        1,
        0);
  }

  @SuppressWarnings("unchecked")
  private static KeyedProcessFunction<Integer, TaxiRide, HourlyPrediction> functionOf(
      ClassLoader version1) throws ReflectiveOperationException {
    Constructor<?> constructor =
        version1.loadClass(PROGRAM + "$PredictAndLearn").getDeclaredConstructor();
    constructor.setAccessible(true);
    return (KeyedProcessFunction<Integer, TaxiRide, HourlyPrediction>) constructor.newInstance();
  }

  private URLClassLoader version1() throws IOException {
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", folder.toString(), SOURCE.toString());
    assertThat(result, is(0));
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, ModelUpgradeJob.class.getClassLoader());
  }

  private static List<TaxiRide> rides() throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
    TaxiOptions options =
        TaxiOptions.from(
            ParameterTool.fromArgs(
                new String[] {
                  "--seed", ANOTHER_DAY, "--speed", "max", "--events", Integer.toString(EVENTS)
                }));
    return TaxiSource.rides(environment, options).executeAndCollect(EVENTS);
  }
}
