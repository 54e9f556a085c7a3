package streamkata.common.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.util.Collector;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.ParameterTool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.common.testing.RealRides;

/** The taxi source in a running Flink job. */
@Timeout(120)
class TaxiSourceTest {

  private static final MiniCluster CLUSTER =
      new MiniCluster(
          new MiniClusterConfiguration.Builder()
              .setNumTaskManagers(1)
              .setNumSlotsPerTaskManager(4)
              .withRandomPorts()
              .build());

  private static final int MOST_EVENTS = 1_000_000;

  @TempDir private Path folder;

  @BeforeAll
  static void startFlink() throws Exception {
    CLUSTER.start();
  }

  @AfterAll
  static void stopFlink() throws Exception {
    CLUSTER.close();
  }

  @Nested
  class Streams {

    @Test
    void generated_rides_come_as_computed() throws Exception {
      String[] args = {"--speed", "max", "--events", "5000"};

      assertThat(collect(TaxiSource.rides(env(), options(args))), is(expectedRides(5_000, args)));
    }

    @Test
    void generated_fares_are_those_of_the_generated_rides() throws Exception {
      List<TaxiFare> fares =
          collect(
              TaxiSource.fares(
                  env(), options("--speed", "max", "--events", "500", "--max-delay", "0")));

      assertThat(
          fares.stream().map(TaxiFare::rideId).toList(),
          is(Stream.iterate(1L, id -> id + 1).limit(500).toList()));
    }

    @Test
    void recorded_fares_come_from_their_file() throws Exception {
      String line = "7,11,21,2013-01-01 00:00:01,CSH,0,0,5.5";
      Path file = Files.writeString(folder.resolve("fares.csv"), line);

      assertThat(
          collect(TaxiSource.fares(env(), options("--fares", file.toString()))),
          contains(TaxiFare.fromCsv(line)));
    }

    @Test
    void every_event_of_the_recorded_file_arrives_once() throws Exception {
      String file = RealRides.file().toString();
      List<TaxiRide> rides =
          collect(TaxiSource.rides(env(), options("--rides", file, "--speed", "max")));

      assertThat(rides, hasSize(100_000));
      assertThat(
          rides.stream().map(TaxiRide::toCsv).sorted().toList(),
          is(
              RealRides.lines().stream()
                  .map(TaxiRide::fromCsv)
                  .map(TaxiRide::toCsv)
                  .sorted()
                  .toList()));
    }

    @Test
    void a_file_of_blank_lines_gives_an_empty_stream() throws Exception {
      Path file = Files.writeString(folder.resolve("rides.csv"), "\n\n");

      assertThat(
          collect(TaxiSource.rides(env(), options("--rides", file.toString()))), is(empty()));
    }

    @Test
    void a_paced_stream_is_the_same_as_one_at_full_speed() throws Exception {
      String[] fast = {"--speed", "max", "--events", "2000"};
      String[] paced = {"--speed", "36000", "--events", "2000"};

      assertThat(
          collect(TaxiSource.rides(env(), options(paced))),
          is(collect(TaxiSource.rides(env(), options(fast)))));
    }

    @Test
    void readers_without_anything_to_read_end() throws Exception {
      StreamExecutionEnvironment env = env();
      FeedSource<TaxiRide> source =
          TaxiSource.ridesSource(options("--speed", "max", "--events", "100"));
      DataStream<TaxiRide> rides =
          env.fromSource(source, TaxiSource.watermarks(Duration.ZERO), "rides").setParallelism(4);

      assertThat(collect(rides), hasSize(100));
    }

    @Test
    void the_source_has_a_name_a_uid_and_parallelism_1() {
      DataStream<TaxiRide> rides = TaxiSource.rides(env(), TaxiOptions.defaults());

      assertThat(rides.getTransformation().getName(), is("taxi rides"));
      assertThat(rides.getTransformation().getUid(), is("taxi-rides"));
      assertThat(rides.getParallelism(), is(1));
    }

    @Test
    void no_record_needs_kryo() throws Exception {
      StreamExecutionEnvironment env = env();
      env.configure(new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
      TaxiOptions options = options("--speed", "max", "--events", "10");

      assertThat(collect(TaxiSource.rides(env, options).rebalance()), hasSize(10));
      assertThat(collect(TaxiSource.fares(env, options).rebalance()), hasSize(10));
    }
  }

  @Nested
  class EventTime {

    @ParameterizedTest
    @ValueSource(strings = {"0", "60", "600"})
    void no_event_is_late(String maxDelay) throws Exception {
      StreamExecutionEnvironment env = env();
      env.configure(
          new Configuration().set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(1)));
      DataStream<TaxiRide> rides =
          TaxiSource.rides(
              env, options("--speed", "max", "--events", "200000", "--max-delay", maxDelay));

      assertThat(collect(rides.process(new LateEvents())), is(empty()));
    }

    @Test
    void events_carry_their_event_time() throws Exception {
      DataStream<TaxiRide> rides =
          TaxiSource.rides(env(), options("--speed", "max", "--events", "2000"));

      assertThat(collect(rides.process(new WrongTimestamps())), is(empty()));
    }
  }

  @Nested
  class Faults {

    private static final String LINES =
        """
        1,START,2013-01-01 00:00:01,1970-01-01 00:00:00,-73.9,40.7,-73.8,40.8,1,11,21
        2,START,2013-01-01 00:00:02,1970-01-01 00:00:00,-73.9,north,-73.8,40.8,1,12,22
        3,START,2013-01-01 00:00:03,1970-01-01 00:00:00,-73.9,40.7,-73.8,40.8,1,13,23
        """;

    @Test
    void a_missing_file_is_reported_before_the_job_runs() {
      String file = folder.resolve("nowhere.gz").toString();
      Exception e =
          assertThrows(
              IllegalArgumentException.class,
              () -> TaxiSource.rides(env(), options("--rides", file)));

      assertThat(e.getMessage(), is("The file " + file + " does not exist."));
    }

    @Test
    void a_malformed_line_fails_the_job_and_is_named() throws IOException {
      Path file = Files.writeString(folder.resolve("rides.csv"), LINES);
      StreamExecutionEnvironment env = env();
      env.configure(new Configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "none"));
      DataStream<TaxiRide> rides = TaxiSource.rides(env, options("--rides", file.toString()));
      Exception e = assertThrows(Exception.class, () -> collect(rides));

      assertThat(
          ExceptionUtils.stringifyException(e),
          containsString(
              "The file "
                  + file
                  + " is malformed in line 2: field 6 is 'north', expected a number;"
                  + " --skip-bad-records skips such lines."));
    }

    @Test
    void a_malformed_line_is_skipped_if_wanted() throws Exception {
      Path file = Files.writeString(folder.resolve("rides.csv"), LINES);
      List<TaxiRide> rides =
          collect(
              TaxiSource.rides(
                  env(),
                  options("--rides", file.toString(), "--skip-bad-records", "--max-delay", "0")));

      assertThat(rides.stream().map(TaxiRide::rideId).toList(), contains(1L, 3L));
    }
  }

  @Nested
  class Recovery {

    private static final int GATE = 1_000;
    private static final int CHECKPOINT_MILLIS = 50;

    @BeforeEach
    void reset() {
      Digest.reset();
    }

    @AfterEach
    void cancelWhatStillRuns() throws Exception {
      for (JobStatusMessage job : CLUSTER.listJobs().get(60, TimeUnit.SECONDS)) {
        if (!job.getJobState().isGloballyTerminalState()) {
          CLUSTER.cancelJob(job.getJobId()).get(60, TimeUnit.SECONDS);
        }
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "60"})
    void after_a_failure_no_event_is_lost_and_none_comes_twice(String maxDelay) throws Exception {
      String[] args = {"--speed", "max", "--max-delay", maxDelay};
      Digest.failsAfterCheckpoint = true;
      run(TaxiSource.rides(env(), options(args)));
      Tuple2<Long, Long> result = Digest.result.get(60, TimeUnit.SECONDS);

      assertThat("events rolled back", Digest.lostWork, is(greaterThan(0L)));
      assertThat(result.f1, is(Digest.of(expectedRides(result.f0, args))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "60"})
    void after_a_savepoint_the_stream_goes_on_with_the_next_event(String maxDelay)
        throws Exception {
      String[] args = {"--speed", "max", "--max-delay", maxDelay};
      JobClient first = run(TaxiSource.rides(env(), options(args)));
      Digest.checkpointed.get(60, TimeUnit.SECONDS);
      String savepoint = stop(first);
      Digest.reset();
      Digest.reportsResult = true;
      run(TaxiSource.rides(restoring(savepoint), options(args)));
      Tuple2<Long, Long> result = Digest.result.get(60, TimeUnit.SECONDS);

      assertThat(result.f1, is(Digest.of(expectedRides(result.f0, args))));
    }

    /**
     * In the file there is an hour between the first thousand rides and the others, so that at
     * speed 1 the first job stops and waits there. The second job would wait as well if it went
     * through the past once more.
     */
    @Test
    void after_a_savepoint_the_pace_begins_anew_with_the_next_event() throws Exception {
      List<TaxiRide> rides = ridesWithAnHourBetween();
      String file = write(rides);
      String[] args = {"--rides", file, "--speed", "1", "--max-delay", "0"};
      JobClient first = run(TaxiSource.rides(env(), options(args)));
      Digest.checkpointed.get(60, TimeUnit.SECONDS);
      String savepoint = stop(first);
      Digest.reset();
      run(TaxiSource.rides(restoring(savepoint), options(args)))
          .getJobExecutionResult()
          .get(60, TimeUnit.SECONDS);

      assertThat(Digest.last, is(Tuple2.of(2L * GATE, Digest.of(rides))));
    }

    private JobClient run(DataStream<TaxiRide> rides) throws Exception {
      StreamExecutionEnvironment env = rides.getExecutionEnvironment();
      env.enableCheckpointing(CHECKPOINT_MILLIS);
      rides
          .keyBy(ride -> 0)
          .process(new Digest(GATE))
          .uid("digest")
          .setParallelism(1)
          .sinkTo(new DiscardingSink<>());
      return env.executeAsync();
    }

    private String stop(JobClient job) throws Exception {
      return job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
          .get(60, TimeUnit.SECONDS);
    }

    private StreamExecutionEnvironment restoring(String savepoint) {
      StreamExecutionEnvironment env = env();
      env.configure(new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
      return env;
    }

    private List<TaxiRide> ridesWithAnHourBetween() {
      List<TaxiRide> rides = new ArrayList<>();
      for (long id = 1; id <= 2 * GATE; id++) {
        long start = id <= GATE ? 0 : 3_600_000;
        rides.add(new TaxiRide(id, true, start, 0, -73.9, 40.7, -73.8, 40.8, 1, 11, 21));
      }
      return rides;
    }

    private String write(List<TaxiRide> rides) throws IOException {
      List<String> lines = rides.stream().map(TaxiRide::toCsv).toList();
      return Files.write(folder.resolve("rides.csv"), lines).toString();
    }
  }

  /**
   * Keeps the number of events and a digest of them, in their order, in state. It can fail once,
   * when it has seen more events after a completed checkpoint, so that there is work to roll back.
   */
  private static final class Digest extends KeyedProcessFunction<Integer, TaxiRide, Long>
      implements CheckpointListener {

    private static final long serialVersionUID = 1;

    /** Completes with the first checkpoint after the gate. */
    private static volatile CompletableFuture<Void> checkpointed;

    /** Completes a while after a restore. */
    private static volatile CompletableFuture<Tuple2<Long, Long>> result;

    private static volatile boolean failsAfterCheckpoint;
    private static volatile boolean reportsResult;
    private static volatile Tuple2<Long, Long> last;
    private static volatile long lostWork;

    private final int gate;
    private transient ValueState<Tuple2<Long, Long>> state;
    private transient long sinceOpened;
    private transient long failAt;

    private Digest(int gate) {
      this.gate = gate;
    }

    private static void reset() {
      checkpointed = new CompletableFuture<>();
      result = new CompletableFuture<>();
      failsAfterCheckpoint = false;
      reportsResult = false;
      last = Tuple2.of(0L, 0L);
      lostWork = 0;
    }

    private static long of(List<TaxiRide> rides) {
      return rides.stream()
          .mapToLong(TaxiRide::hashCode)
          .reduce(0, (digest, hash) -> 31 * digest + hash);
    }

    @Override
    public void open(OpenContext context) {
      state =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>("digest", Types.TUPLE(Types.LONG, Types.LONG)));
      failAt = Long.MAX_VALUE;
    }

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<Long> out)
        throws Exception {
      Tuple2<Long, Long> old = state.value() == null ? Tuple2.of(0L, 0L) : state.value();
      sinceOpened++;
      if (sinceOpened == 1) {
        lostWork = last.f0 - old.f0;
      }
      if (sinceOpened == failAt) {
        failsAfterCheckpoint = false;
        reportsResult = true;
        throw new IllegalStateException("the failure that was asked for");
      }
      last = Tuple2.of(old.f0 + 1, 31 * old.f1 + ride.hashCode());
      state.update(last);
      if (sinceOpened == 5L * gate && reportsResult) {
        result.complete(last);
      }
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      if (sinceOpened >= gate) {
        checkpointed.complete(null);
        failAt = failsAfterCheckpoint ? Math.min(failAt, sinceOpened + gate) : Long.MAX_VALUE;
      }
    }
  }

  private static final class LateEvents extends ProcessFunction<TaxiRide, TaxiRide> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<TaxiRide> out) {
      if (ride.eventTime() <= context.timerService().currentWatermark()) {
        out.collect(ride);
      }
    }
  }

  private static final class WrongTimestamps extends ProcessFunction<TaxiRide, TaxiRide> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(TaxiRide ride, Context context, Collector<TaxiRide> out) {
      if (context.timestamp() == null || context.timestamp() != ride.eventTime()) {
        out.collect(ride);
      }
    }
  }

  private static StreamExecutionEnvironment env() {
    return new TestStreamEnvironment(CLUSTER, 1);
  }

  private static TaxiOptions options(String... args) {
    return TaxiOptions.from(ParameterTool.fromArgs(args));
  }

  private static <T> List<T> collect(DataStream<T> stream) throws Exception {
    return stream.executeAndCollect(MOST_EVENTS);
  }

  /** The first rides that the source should emit. */
  private static List<TaxiRide> expectedRides(long count, String... args) throws IOException {
    TaxiOptions options = options(args);
    GeneratedRides feed = new GeneratedRides(new TripGenerator(options.seed()));
    List<TaxiRide> rides = new ArrayList<>();
    try (Arrivals<TaxiRide> arrivals =
        new Arrivals<>(feed, options.maxDelay().toMillis(), options.seed(), StreamPosition.START)) {
      while (rides.size() < count && arrivals.hasNext()) {
        rides.add(arrivals.next());
      }
    }
    return rides;
  }
}
