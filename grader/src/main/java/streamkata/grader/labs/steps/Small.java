package streamkata.grader.labs.steps;

import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.matchers.Emits.emits;

import java.util.List;
import java.util.stream.IntStream;
import streamkata.common.lab.Steps.Prediction;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.matchers.Emits;

/** Events that have only what a step is about. */
final class Small {

  private static final double LON = -73.9857;
  private static final double LAT = 40.7577;
  private static final long MINUTE = 60_000;

  private Small() {}

  static TaxiRide start(long ride, long taxi, long driver, String time) {
    return new TaxiRide(ride, true, at(time), 0, LON, LAT, LON, LAT, 1, taxi, driver);
  }

  static TaxiRide end(long ride, long taxi, long driver, String time, int minutes) {
    long start = at(time);
    return new TaxiRide(
        ride, false, start, start + minutes * MINUTE, LON, LAT, LON, LAT, 2, taxi, driver);
  }

  /** A fare by card without a tip, with tolls of 5.54. */
  static TaxiFare fare(long ride, long taxi, long driver, String time) {
    return new TaxiFare(ride, taxi, driver, at(time), "CRD", 0, 5.54, 20);
  }

  static TaxiFare cash(long ride, String time) {
    return new TaxiFare(ride, 70, 7, at(time), "CSH", 0, 0, 12);
  }

  /** Predictions that are right. */
  static Emits<Prediction> predicts(int... results) {
    List<Prediction> right =
        IntStream.range(0, results.length)
            .mapToObj(i -> new Prediction(i + 1, results[i], results[i]))
            .toList();
    return emits(
        right,
        one -> "result " + one.place(),
        one -> "predicted %d, emitted %d".formatted(one.predicted(), one.actual()));
  }

  /** How often, in words. */
  static String rides(int count) {
    return count == 1 ? "1 ride" : count + " rides";
  }
}
