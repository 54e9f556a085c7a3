package streamkata.common.lab;

import static streamkata.common.lab.Rung.BEHAVIOUR;
import static streamkata.common.lab.Rung.ENVIRONMENT;
import static streamkata.common.lab.Rung.PARALLELISM;
import static streamkata.common.lab.Rung.RESCALE;
import static streamkata.common.lab.Rung.ROCKSDB;
import static streamkata.common.lab.Rung.SERIALISATION;
import static streamkata.common.lab.Rung.STATE_HYGIENE;
import static streamkata.common.lab.Rung.TASK_FAILURE;
import static streamkata.common.lab.Rung.WORKER_LOSS;

import java.util.List;
import java.util.stream.Collectors;

/** The catalogue of labs, in the order in which they are best done. */
public final class Labs {

  private static final Lab TRAVEL_TIME_PREDICTION =
      new Lab(
          "travel-time-prediction",
          "traveltime",
          "TravelTimePredictionJob",
          TravelTimePredictionLab.class,
          List.of(
              new Criterion(
                  "untrained",
                  BEHAVIOUR,
                  2,
                  "a START to a destination without a trained model gets -1, and an END gets nothing",
                  "Every START in NYC emits exactly one prediction, -1 included; ENDs only teach."),
              new Criterion(
                  "trained",
                  BEHAVIOUR,
                  2,
                  "after two rides the model predicts, in minutes",
                  "An END refines the model of its destination with the minutes from start to end; a"
                      + " START asks it with the same direction and distance."),
              new Criterion(
                  "cells-apart",
                  BEHAVIOUR,
                  2,
                  "each destination cell has a model of its own",
                  "Key the stream by the grid cell of the END location, for START and END alike."),
              new Criterion(
                  "directions-apart",
                  BEHAVIOUR,
                  1,
                  "rides from one side say nothing about rides from the other",
                  "The model tells directions apart by the angle from the start to the end location."),
              new Criterion(
                  "outside-nyc",
                  BEHAVIOUR,
                  1,
                  "a ride with either end outside NYC is dropped",
                  "Both ends must be in NYC, for STARTs and for ENDs."),
              new Criterion(
                  "zero-minutes",
                  BEHAVIOUR,
                  1,
                  "rides of no minutes or no distance are learned from without harm",
                  "Real data has such rides: refine with what the ride says, do not divide by it."),
              new Criterion(
                  "environment",
                  ENVIRONMENT,
                  2,
                  "checkpoints, restarts and checkpoint storage are set as the lab asks",
                  "A job without checkpoints forgets everything when it restarts."),
              new Criterion(
                  "serialisation",
                  SERIALISATION,
                  1,
                  "records and state need no Kryo",
                  "Flink serialises records and POJOs itself; anything else falls back to Kryo, which"
                      + " is slow and breaks when a class changes."),
              new Criterion(
                  "rocksdb",
                  ROCKSDB,
                  1,
                  "the same predictions on the RocksDB state backend",
                  "RocksDB keeps bytes: an object that was changed in place is lost unless it is put"
                      + " back with update()."),
              new Criterion(
                  "parallelism",
                  PARALLELISM,
                  1,
                  "the same predictions at parallelism 1 and 4",
                  "State belongs to a key, not to an operator instance: with four of them, each sees"
                      + " a quarter of the cells."),
              new Criterion(
                  "state-size",
                  STATE_HYGIENE,
                  1,
                  "state grows with the cells, not with the rides",
                  "Keep the model, not the history it was learned from."),
              new Criterion(
                  "task-failure",
                  TASK_FAILURE,
                  2,
                  "no model is lost and no ride learned twice when a task fails",
                  "After a failure Flink restarts the tasks with the state of the last checkpoint:"
                      + " what is not registered as state starts from nothing."),
              new Criterion(
                  "worker-loss",
                  WORKER_LOSS,
                  2,
                  "the models survive the death of the worker",
                  "Static and instance fields live in the memory of one worker and die with it; keyed"
                      + " state is in the checkpoint."),
              new Criterion(
                  "rescale",
                  RESCALE,
                  1,
                  "the job goes on from a savepoint at another parallelism",
                  "Keyed state moves with its key to whichever instance is now responsible.")));

  private static final List<Lab> ALL = List.of(TRAVEL_TIME_PREDICTION);

  private Labs() {}

  /**
   * All labs.
   *
   * @return the labs, in the order of the course
   */
  public static List<Lab> all() {
    return ALL;
  }

  /**
   * Finds a lab.
   *
   * @param id the id to look for
   * @return the lab with that id
   * @throws IllegalArgumentException if there is none; the message lists those that there are
   */
  public static Lab byId(String id) {
    return ALL.stream()
        .filter(lab -> lab.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no lab '%s'. The labs are: %s."
                        .formatted(
                            id, ALL.stream().map(Lab::id).collect(Collectors.joining(", ")))));
  }
}
