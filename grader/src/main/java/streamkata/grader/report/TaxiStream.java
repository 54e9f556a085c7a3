package streamkata.grader.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import streamkata.common.model.Event;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.common.source.TaxiOptions;
import streamkata.common.source.TaxiSource;
import streamkata.grader.kit.Refusal;
import streamkata.grader.wire.Contract;

/**
 * A part of the taxi stream, in the order of arrival.
 *
 * @param rides the ride events
 * @param fares the fares of these rides
 * @param maxDelay how much later than its event time an event arrives at most
 * @param about what it is, a sentence or two for the reader of a page
 */
public record TaxiStream(
    List<TaxiRide> rides, List<TaxiFare> fares, Duration maxDelay, String about) {

  private static final long DAY_BEGINS = Instant.parse("2013-01-01T00:00:00Z").toEpochMilli();
  private static final long DAY_ENDS = DAY_BEGINS + Duration.ofDays(1).toMillis();
  private static final int RIDES_OF_A_DAY = 525 * 1440;

  private static final int ONE_OF = 12;
  private static final int LOST_START = 50;
  private static final int LOST_FARE = 25;
  private static final int MOST_EVENTS = 200_000;

  /** Copies the lists. */
  public TaxiStream {
    rides = List.copyOf(rides);
    fares = List.copyOf(fares);
  }

  /**
   * One ride in twelve of a generated day. Some STARTs and fares are lost, so that programs that
   * pair them have something to wait for in vain.
   *
   * @return rides and their fares, the same every time
   */
  public static TaxiStream generated() {
    TaxiOptions options = options(Optional.empty(), Optional.empty(), 2L * RIDES_OF_A_DAY, false);
    List<TaxiRide> rides =
        collect(
            TaxiSource.rides(environment(), options)
                .filter(ride -> ride.rideId() % ONE_OF == 0 && ride.eventTime() < DAY_ENDS)
                .filter(ride -> !ride.isStart() || ride.rideId() / ONE_OF % LOST_START != 0));
    List<TaxiFare> fares =
        collect(
            TaxiSource.fares(environment(), options)
                .filter(fare -> fare.rideId() % ONE_OF == 0 && fare.eventTime() < DAY_ENDS)
                .filter(fare -> fare.rideId() / ONE_OF % LOST_FARE != 1));
    return new TaxiStream(
        rides,
        fares,
        options.maxDelay(),
        String.format(
            Locale.ROOT,
            "a generated day, one ride in %d: %,d ride events and %,d fares, up to a minute out of"
                + " order; one START in %d and one fare in %d are lost on the way",
            ONE_OF,
            rides.size(),
            fares.size(),
            LOST_START,
            LOST_FARE));
  }

  /**
   * The beginning of recorded files.
   *
   * @param rides a file of rides in the classic format, plain or gzipped
   * @param fares a file of their fares, if there is one
   * @param skipsBadRecords whether malformed lines are left out
   * @return the first 200,000 events of each
   * @throws Refusal if a file cannot be read; the message says which, and what is wrong
   */
  public static TaxiStream recorded(Path rides, Optional<Path> fares, boolean skipsBadRecords) {
    TaxiOptions options = options(Optional.of(rides), fares, MOST_EVENTS, skipsBadRecords);
    try {
      List<TaxiRide> readRides = collect(TaxiSource.rides(environment(), options));
      List<TaxiFare> readFares =
          fares.isEmpty() ? List.of() : collect(TaxiSource.fares(environment(), options));
      boolean isCut = readRides.size() == MOST_EVENTS || readFares.size() == MOST_EVENTS;
      return new TaxiStream(
          readRides,
          readFares,
          options.maxDelay(),
          String.format(
              Locale.ROOT,
              "%srecorded in %s: %,d ride events and %,d fares, up to a minute out of order",
              isCut ? "the beginning of what is " : "",
              rides.getFileName(),
              readRides.size(),
              readFares.size()));
    } catch (IllegalArgumentException e) {
      throw new Refusal(e.getMessage());
    }
  }

  /**
   * What a lab is given of this stream.
   *
   * @param contract of the lab
   * @return rides, fares or both, in the order of arrival
   */
  List<? extends Event> eventsFor(Contract contract) {
    if (!contract.inputs().contains(TaxiFare.class)) {
      return rides;
    }
    return contract.inputs().contains(TaxiRide.class) ? Playback.merge(rides, fares) : fares;
  }

  private static TaxiOptions options(
      Optional<Path> rides, Optional<Path> fares, long events, boolean skipsBadRecords) {
    TaxiOptions usual = TaxiOptions.defaults();
    return new TaxiOptions(
        rides, fares, 0, usual.maxDelay(), usual.seed(), events, skipsBadRecords);
  }

  private static StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
    environment.getConfig().enableObjectReuse();
    return environment;
  }

  private static <T> List<T> collect(DataStream<T> stream) {
    List<T> all = new ArrayList<>();
    try (CloseableIterator<T> events = stream.executeAndCollect()) {
      events.forEachRemaining(all::add);
      return all;
    } catch (Exception e) {
      throw new Refusal("The taxi stream cannot be read: " + reason(e));
    }
  }

  private static String reason(Throwable outermost) {
    Throwable innermost = outermost;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost.getMessage();
  }
}
