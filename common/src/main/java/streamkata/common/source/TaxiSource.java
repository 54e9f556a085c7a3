package streamkata.common.source;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * The streams of taxi rides and fares that labs run on: generated, or recorded in a file.
 *
 * <p>Events carry their event time as timestamp and arrive out of order, but within a bound that
 * the watermarks know. The streams are fault-tolerant: after a restore they go on with the next
 * event, at their pace from there on. How many events have been emitted is in Flink's metric {@code
 * streamPosition}. Their parallelism is 1.
 */
public final class TaxiSource {

  private TaxiSource() {}

  /**
   * START and END events of taxi rides. To be called once in a program: the operator has a fixed
   * uid, taxi-rides.
   *
   * @param env the environment of the program
   * @param options what to emit and how
   * @return the stream, with timestamps and watermarks; endless if it is generated and not limited
   * @throws IllegalArgumentException if the file of rides is missing or cannot be read
   */
  public static DataStream<TaxiRide> rides(StreamExecutionEnvironment env, TaxiOptions options) {
    return stream(env, ridesSource(options), options, "taxi rides", "taxi-rides");
  }

  /**
   * The fares of taxi rides. To be called once in a program: the operator has a fixed uid,
   * taxi-fares.
   *
   * @param env the environment of the program
   * @param options what to emit and how
   * @return the stream, with timestamps and watermarks; endless if it is generated and not limited
   * @throws IllegalArgumentException if the file of fares is missing or cannot be read
   */
  public static DataStream<TaxiFare> fares(StreamExecutionEnvironment env, TaxiOptions options) {
    return stream(env, faresSource(options), options, "taxi fares", "taxi-fares");
  }

  static FeedSource<TaxiRide> ridesSource(TaxiOptions options) {
    long seed = options.seed();
    boolean skips = options.skipBadRecords();
    if (options.ridesFile().isEmpty()) {
      return new FeedSource<>(
          TaxiRide.class, skipped -> new GeneratedRides(new TripGenerator(seed)), true, options);
    }
    String file = checked(options.ridesFile().get());
    return new FeedSource<>(
        TaxiRide.class,
        skipped ->
            new CsvFeed<>(Path.of(file), TaxiRide::fromCsv, TaxiRide::eventTime, skips, skipped),
        false,
        options);
  }

  static FeedSource<TaxiFare> faresSource(TaxiOptions options) {
    long seed = options.seed();
    boolean skips = options.skipBadRecords();
    if (options.faresFile().isEmpty()) {
      return new FeedSource<>(
          TaxiFare.class,
          skipped -> new GeneratedFares(new TripGenerator(seed), new FareCalculator(seed)),
          true,
          options);
    }
    String file = checked(options.faresFile().get());
    return new FeedSource<>(
        TaxiFare.class,
        skipped ->
            new CsvFeed<>(Path.of(file), TaxiFare::fromCsv, TaxiFare::eventTime, skips, skipped),
        false,
        options);
  }

  private static String checked(Path file) {
    new RecordedFile(file).check();
    return file.toAbsolutePath().toString();
  }

  private static <T> DataStream<T> stream(
      StreamExecutionEnvironment env,
      FeedSource<T> source,
      TaxiOptions options,
      String name,
      String uid) {
    return env.fromSource(source, watermarks(options.maxDelay()), name).uid(uid).setParallelism(1);
  }

  static <T> WatermarkStrategy<T> watermarks(Duration maxDelay) {
    return WatermarkStrategy.forBoundedOutOfOrderness(maxDelay);
  }
}
