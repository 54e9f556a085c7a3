package streamkata.common.lab;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;

/**
 * The contracts of the steps: small exercises before the labs, without points. The task of each is
 * in the class that the learner changes.
 */
public final class Steps {

  private Steps() {}

  /** Step 1: a filter. */
  public interface FirstGreen {

    /**
     * Keeps the START events.
     *
     * @param rides START and END events
     * @return the START events, unchanged
     */
    DataStream<TaxiRide> starts(DataStream<TaxiRide> rides);
  }

  /** Step 2: a key. */
  public interface LongestRide {

    /**
     * Finds the longest ride of each driver so far.
     *
     * @param ends END events
     * @return for each event the END event of the longest ride of its driver so far
     */
    DataStream<TaxiRide> longest(DataStream<TaxiRide> ends);
  }

  /** Step 3: state, to be read. */
  public interface RideNumber {

    /**
     * Counts the rides of each driver.
     *
     * @param rides START events
     * @return for each event how many its driver has had, beside what was predicted
     */
    DataStream<Prediction> number(DataStream<TaxiRide> rides);
  }

  /** Step 4: state, to be completed. */
  public interface RideNumberAgain {

    /**
     * Counts the rides of each taxi.
     *
     * @param rides START events
     * @return for each event its taxi and how many rides this taxi has had
     */
    DataStream<TaxiCount> number(DataStream<TaxiRide> rides);
  }

  /** Step 5: state, written alone. */
  public interface GapBetweenRides {

    /**
     * Measures the time between two rides of a driver.
     *
     * @param rides START events, those of a driver in the order of their times
     * @return for each event but the first of a driver, the minutes since the event before it
     */
    DataStream<Gap> gaps(DataStream<TaxiRide> rides);
  }

  /** Step 6: state that survives. */
  public interface Survive {

    /**
     * Counts the rides of each driver.
     *
     * @param rides START events
     * @return for each event its driver and how many rides this driver has had
     */
    DataStream<DriverCount> count(DataStream<TaxiRide> rides);
  }

  /** Step 7: state that ends. */
  public interface CleanUp {

    /**
     * Measures how long each ride takes.
     *
     * @param rides START and END events, each START before its END
     * @return for each END event the ride and its minutes
     */
    DataStream<RideMinutes> minutes(DataStream<TaxiRide> rides);
  }

  /** Step 8: state as bytes. */
  public interface Bytes {

    /**
     * Adds up the rides of each driver.
     *
     * @param ends END events
     * @return for each event its driver, and how many rides and passengers this driver has had
     */
    DataStream<DriverTotal> totals(DataStream<TaxiRide> ends);
  }

  /** Step 9: two streams. */
  public interface PaidOrNot {

    /**
     * Pairs each fare with the START of its ride, if the START arrived first.
     *
     * @param rides START events
     * @param fares fares
     * @return a pair for each fare whose START arrived before it
     */
    DataStream<RideAndFare> paid(DataStream<TaxiRide> rides, DataStream<TaxiFare> fares);
  }

  /** Step 10: windows, to be predicted. */
  public interface WhichHour {

    /**
     * Counts the fares of each hour.
     *
     * @param fares fares with timestamps and watermarks
     * @return for each hour its count, beside what was predicted
     */
    DataStream<Prediction> counts(DataStream<TaxiFare> fares);
  }

  /** Step 11: event time. */
  public interface WallClock {

    /**
     * Finds the hour of each fare.
     *
     * @param fares fares with timestamps and watermarks
     * @return for each fare its ride and the start of the hour in which it was paid
     */
    DataStream<FareHour> hours(DataStream<TaxiFare> fares);
  }

  /** Step 12: a window. */
  public interface RidesPerHour {

    /**
     * Counts the fares of each driver and hour.
     *
     * @param fares fares with timestamps and watermarks
     * @return for each driver and hour with fares, their number
     */
    DataStream<HourCount> counts(DataStream<TaxiFare> fares);
  }

  /** Step 13: a window that keeps a number. */
  public interface TollsPerHour {

    /**
     * Adds up the tolls of each taxi and hour.
     *
     * @param fares fares with timestamps and watermarks
     * @return for each taxi and hour with fares, the sum of their tolls
     */
    DataStream<HourTolls> tolls(DataStream<TaxiFare> fares);
  }

  /** Step 14: a timer. */
  public interface WakeMe {

    /**
     * Says when a ride is ten minutes old.
     *
     * @param rides START events with timestamps and watermarks
     * @return each ride id, when the watermark reaches the start time plus ten minutes
     */
    DataStream<Long> tenMinutesOld(DataStream<TaxiRide> rides);
  }

  /** Step 15: a timer that is deleted. */
  public interface DoNotWakeMe {

    /**
     * Finds the rides that take longer than ten minutes.
     *
     * @param rides START and END events with timestamps and watermarks, each START before its END
     * @return the id of each ride without an END when the watermark reaches its start time plus ten
     *     minutes
     */
    DataStream<Long> longer(DataStream<TaxiRide> rides);
  }

  /** Step 16: a side output. */
  public interface SideDoor {

    /**
     * Separates fares by the way in which they were paid.
     *
     * @param fares fares
     * @return two streams
     */
    Separated separate(DataStream<TaxiFare> fares);

    /**
     * The fares.
     *
     * @param card those paid by card, {@code CRD}
     * @param cash those paid in cash, {@code CSH}
     */
    record Separated(DataStream<TaxiFare> card, DataStream<TaxiFare> cash) {}
  }

  /**
   * A result beside what a learner has predicted.
   *
   * @param place which result it is, 1 for the first
   * @param predicted what the learner says
   * @param actual what the program has emitted
   */
  public record Prediction(int place, int predicted, int actual) {}

  /**
   * A number of rides.
   *
   * @param taxiId identifies the taxi
   * @param rides 1 or more
   */
  public record TaxiCount(long taxiId, int rides) {}

  /**
   * A number of rides.
   *
   * @param driverId identifies the driver
   * @param rides 1 or more
   */
  public record DriverCount(long driverId, int rides) {}

  /**
   * The time between two rides.
   *
   * @param driverId identifies the driver
   * @param minutes whole minutes, 0 or more
   */
  public record Gap(long driverId, long minutes) {}

  /**
   * How long a ride took.
   *
   * @param rideId identifies the ride
   * @param minutes whole minutes, 0 or more
   */
  public record RideMinutes(long rideId, long minutes) {}

  /**
   * Rides and passengers.
   *
   * @param driverId identifies the driver
   * @param rides 1 or more
   * @param passengers 0 or more
   */
  public record DriverTotal(long driverId, int rides, int passengers) {}

  /**
   * When a fare was paid.
   *
   * @param rideId identifies the ride
   * @param hourStart milliseconds since the epoch, UTC
   */
  public record FareHour(long rideId, long hourStart) {}

  /**
   * A number of fares.
   *
   * @param driverId identifies the driver
   * @param hourEnd milliseconds since the epoch, UTC
   * @param fares 1 or more
   */
  public record HourCount(long driverId, long hourEnd, int fares) {}

  /**
   * A sum of tolls.
   *
   * @param taxiId identifies the taxi
   * @param hourEnd milliseconds since the epoch, UTC
   * @param tolls dollars
   */
  public record HourTolls(long taxiId, long hourEnd, double tolls) {}

  /**
   * Puts a prediction beside each result.
   *
   * @param results numbers, all emitted by one instance
   * @param predictions what a learner expects, in the order in which results are emitted
   * @return each result with its prediction; those without one have 0
   */
  public static DataStream<Prediction> predicted(DataStream<Integer> results, int... predictions) {
    return results.map(new Beside(predictions)).setParallelism(1);
  }

  /** Counts results in a field: good enough for a question, wrong for everything else. */
  private static final class Beside implements MapFunction<Integer, Prediction> {

    private static final long serialVersionUID = 1L;

    private final int[] predictions;
    private int place;

    Beside(int... predictions) {
      this.predictions = predictions;
    }

    @Override
    public Prediction map(Integer actual) {
      int predicted = place < predictions.length ? predictions[place] : 0;
      place++;
      return new Prediction(place, predicted, actual);
    }
  }
}
