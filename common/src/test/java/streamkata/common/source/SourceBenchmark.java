package streamkata.common.source;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.util.ParameterTool;
import streamkata.common.model.TaxiRide;

/**
 * How many events a second go through the taxi source into a sink that drops them, beside Flink's
 * own generator source emitting the same records. The candidates take turns in one cluster.
 *
 * <p>Arguments: {@code --rides FILE} (optional; its events are repeated at later times to make up
 * two million), {@code --events N} (default 4,000,000), {@code --rounds N} (default 7, the first of
 * which warms up).
 */
public final class SourceBenchmark {

  private static final long EVENTS_IN_FILE = 2_000_000;

  private SourceBenchmark() {}

  /** A candidate: a stream of this many events. */
  private record Candidate(
      long events,
      java.util.function.Function<StreamExecutionEnvironment, DataStream<TaxiRide>> stream) {}

  /**
   * Runs the benchmark and prints medians.
   *
   * @param args {@code --rides FILE}, {@code --events N}, {@code --rounds N}; none are needed
   * @throws Exception if a run fails
   */
  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    long events = parameters.getLong("events", 4_000_000);
    int rounds = parameters.getInt("rounds", 7);

    Map<String, Candidate> candidates = new LinkedHashMap<>();
    candidates.put(
        "Flink DataGeneratorSource, prebuilt rides",
        new Candidate(events, env -> flinkGenerator(env, events, new PrebuiltRides())));
    candidates.put(
        "Flink DataGeneratorSource, computing rides",
        new Candidate(events, env -> flinkGenerator(env, events, new ComputedRides())));
    candidates.put(
        "taxi source, generated, in order",
        new Candidate(events, env -> taxis(env, events, "--max-delay", "0")));
    candidates.put(
        "taxi source, generated, out of order", new Candidate(events, env -> taxis(env, events)));
    if (parameters.has("rides")) {
      String gz = repeat(Path.of(parameters.get("rides")), true).toString();
      String plain = repeat(Path.of(parameters.get("rides")), false).toString();
      candidates.put(
          "taxi source, file .gz, out of order",
          new Candidate(EVENTS_IN_FILE, env -> taxis(env, EVENTS_IN_FILE, "--rides", gz)));
      candidates.put(
          "taxi source, file .csv, out of order",
          new Candidate(EVENTS_IN_FILE, env -> taxis(env, EVENTS_IN_FILE, "--rides", plain)));
      System.out.printf(
          "%-45s %,12.0f lines/s%n", "gunzip and split into lines, no Flink", linesPerSecond(gz));
    }

    MiniClusterConfiguration configuration =
        new MiniClusterConfiguration.Builder()
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(1)
            .withRandomPorts()
            .build();
    MiniCluster cluster = new MiniCluster(configuration);
    cluster.start();
    try {
      print(candidates, measure(cluster, candidates, rounds));
    } finally {
      cluster.close();
    }
  }

  private static Map<String, List<Double>> measure(
      MiniCluster cluster, Map<String, Candidate> candidates, int rounds) throws Exception {
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Candidate> candidate : candidates.entrySet()) {
        double rate = eventsPerSecond(cluster, candidate.getValue());
        if (round > 0) {
          rates.computeIfAbsent(candidate.getKey(), name -> new ArrayList<>()).add(rate);
        }
      }
    }
    return rates;
  }

  private static double eventsPerSecond(MiniCluster cluster, Candidate candidate) throws Exception {
    StreamExecutionEnvironment env = new TestStreamEnvironment(cluster, 1);
    candidate.stream().apply(env).sinkTo(new DiscardingSink<>());
    return candidate.events() * 1000.0 / env.execute().getNetRuntime();
  }

  private static void print(Map<String, Candidate> candidates, Map<String, List<Double>> rates) {
    double reference = 0;
    System.out.printf("%-45s %12s %12s %12s  %s%n", "", "median", "lowest", "highest", "ratio");
    for (String name : candidates.keySet()) {
      List<Double> sorted = rates.get(name).stream().sorted().toList();
      double median = sorted.get(sorted.size() / 2);
      reference = reference == 0 ? median : reference;
      System.out.printf(
          "%-45s %,12.0f %,12.0f %,12.0f  %.2f%n",
          name, median, sorted.get(0), sorted.get(sorted.size() - 1), median / reference);
    }
  }

  private static DataStream<TaxiRide> taxis(
      StreamExecutionEnvironment env, long events, String... more) {
    List<String> args = new ArrayList<>(List.of("--speed", "max", "--events", "" + events));
    args.addAll(List.of(more));
    return TaxiSource.rides(
        env, TaxiOptions.from(ParameterTool.fromArgs(args.toArray(String[]::new))));
  }

  private static DataStream<TaxiRide> flinkGenerator(
      StreamExecutionEnvironment env, long events, GeneratorFunction<Long, TaxiRide> function) {
    return env.fromSource(
        new DataGeneratorSource<>(function, events, TypeInformation.of(TaxiRide.class)),
        WatermarkStrategy.<TaxiRide>forBoundedOutOfOrderness(Duration.ofSeconds(60))
            .withTimestampAssigner((ride, time) -> ride.eventTime()),
        "Flink's generator");
  }

  private static double linesPerSecond(String gz) throws IOException {
    double best = 0;
    for (int round = 0; round < 5; round++) {
      long begin = System.nanoTime();
      long count = 0;
      try (LineReader lines = new RecordedFile(Path.of(gz)).open()) {
        while (lines.next() != null) {
          count++;
        }
      }
      best = Math.max(best, count * 1e9 / (System.nanoTime() - begin));
    }
    return best;
  }

  /** A file with the events of the given one again and again, two hours later each time. */
  private static Path repeat(Path rides, boolean isGzip) throws IOException {
    List<TaxiRide> events = new ArrayList<>();
    try (LineReader lines = new RecordedFile(rides).open()) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        events.add(TaxiRide.fromCsv(line));
      }
    }
    Path file = Files.createTempFile("rides", isGzip ? ".csv.gz" : ".csv");
    file.toFile().deleteOnExit();
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                isGzip
                    ? new GZIPOutputStream(Files.newOutputStream(file))
                    : Files.newOutputStream(file),
                StandardCharsets.UTF_8))) {
      for (long i = 0; i < EVENTS_IN_FILE; i++) {
        TaxiRide ride = events.get((int) (i % events.size()));
        out.write(later(ride, i / events.size() * 7_200_000).toCsv());
        out.newLine();
      }
    }
    return file;
  }

  private static TaxiRide later(TaxiRide ride, long millis) {
    return new TaxiRide(
        ride.rideId(),
        ride.isStart(),
        ride.startTime() + millis,
        ride.isStart() ? 0 : ride.endTime() + millis,
        ride.startLon(),
        ride.startLat(),
        ride.endLon(),
        ride.endLat(),
        ride.passengerCnt(),
        ride.taxiId(),
        ride.driverId());
  }

  private static final class PrebuiltRides implements GeneratorFunction<Long, TaxiRide> {
    private static final long serialVersionUID = 1;
    private transient TaxiRide[] rides;

    @Override
    public TaxiRide map(Long index) {
      if (rides == null) {
        ComputedRides computed = new ComputedRides();
        rides = new TaxiRide[100_000];
        for (int i = 0; i < rides.length; i++) {
          rides[i] = computed.map(0L);
        }
      }
      return rides[(int) (index % rides.length)];
    }
  }

  private static final class ComputedRides implements GeneratorFunction<Long, TaxiRide> {
    private static final long serialVersionUID = 1;
    private transient GeneratedRides rides;

    @Override
    public TaxiRide map(Long index) {
      if (rides == null) {
        rides = new GeneratedRides(new TripGenerator(1));
        rides.seek(0, Long.MIN_VALUE);
      }
      return rides.next();
    }
  }
}
