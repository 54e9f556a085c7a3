package streamkata.common.lab;

import org.apache.flink.streaming.api.datastream.DataStream;
import streamkata.common.model.TaxiRide;

/**
 * The contract of the lab model-upgrade: state that outlives the program that wrote it.
 *
 * <p>Version 1 is the program that the skeleton of the lab contains. It has run, it has learned,
 * and it was stopped with a savepoint. Version 2 continues from this savepoint. Flink restores it
 * strictly: state of version 1 that no operator of version 2 takes over makes the job fail. A
 * program cannot change that.
 *
 * <p>Version 1 has one operator with state. Its uid is {@code models}, its key is an {@link
 * Integer}: twice the number of the destination cell, plus the ordinal of the {@code Party}. For
 * each key there is one value with the name {@code model}, of the type {@code CellModel}: a {@link
 * streamkata.common.prediction.TravelTimePredictionModel} and the number of ENDs that this model
 * was given. Behind it is an operator without state, {@code cap}, which replaces more than 60
 * minutes by 60.
 */
public interface ModelUpgradeLab {

  /** What version 1 emits for both numbers of rides, because it does not know any hour. */
  int NOT_COUNTED = -1;

  /**
   * A travel time, and how many rides it is based on.
   *
   * @param rideId identifies the ride
   * @param minutes the predicted travel time in whole minutes, or -1 while the model cannot predict
   * @param ridesInHour how many rides version 2 has counted for this model that began in the same
   *     hour of the day as this one, 0 or more; from version 1 {@link #NOT_COUNTED}
   * @param ridesWithoutHour how many rides version 1 has counted for this model; their hour is not
   *     known; 0 for a model that version 1 did not have; from version 1 {@link #NOT_COUNTED}
   */
  record HourlyPrediction(long rideId, int minutes, int ridesInHour, int ridesWithoutHour) {}

  /**
   * Predicts how long each ride takes when it starts, learns from each ride that has ended, and
   * counts rides by the hour of the day.
   *
   * <ul>
   *   <li>A ride of which either end lies outside NYC is dropped, START and END.
   *   <li>An END whose end time is before its start time is dropped, too. It is neither learned nor
   *       counted. A ride of 0 minutes is learned and counted. Version 1 has counted every END.
   *   <li>There is one model for each destination cell and each party: 0 or 1 passengers, or a
   *       group of 2 or more. What the models of version 1 have learned is the beginning of those
   *       of version 2: nothing is lost, nothing is learned twice.
   *   <li>A START asks its model, with the direction angle and the straight-line distance from its
   *       start to its end, and emits the answer unchanged: -1 included, and more than 60, too.
   *   <li>An END refines its model with direction, distance and the minutes from its start time to
   *       its end time, as fractions. It is then counted for this model, in the hour of the day
   *       (UTC, 0 to 23) of its start time. It emits nothing.
   *   <li>A START emits the number of rides that were counted in the hour of the day of its own
   *       start time, whatever the day. A ride that version 1 counted is in no hour, so it is in
   *       none of these numbers. It stays in {@code ridesWithoutHour}, which never changes.
   *   <li>Version 2 also starts without a savepoint. Then it is as if version 1 had learned
   *       nothing.
   *   <li>A savepoint of version 2 continues with version 2, at any parallelism and as often as
   *       needed. What was taken over from version 1 is not taken over again.
   *   <li>State grows with the number of models, not with the number of rides. No model is there
   *       twice: if version 2 keeps it in another form, the form of version 1 is gone as soon as
   *       version 2 has learned from a ride to it.
   *   <li>Events of one model are handled in the order in which they arrive. Watermarks play no
   *       part.
   * </ul>
   *
   * @param rides START and END events with timestamps and watermarks; their parallelism can be
   *     lower than that of the environment
   * @return one prediction for each START in NYC, at once
   */
  DataStream<HourlyPrediction> predict(DataStream<TaxiRide> rides);
}
