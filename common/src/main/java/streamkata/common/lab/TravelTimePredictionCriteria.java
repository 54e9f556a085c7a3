package streamkata.common.lab;

import static streamkata.common.lab.Criterion.behaviour;

import java.util.List;

/** What the lab travel-time-prediction is graded by. */
final class TravelTimePredictionCriteria {

  static final List<Criterion> ALL =
      List.of(
          behaviour(
              "untrained",
              2,
              "a START to a destination without a trained model gets -1, and an END gets nothing",
              "Every START in NYC emits exactly one prediction, -1 included; ENDs only teach."),
          behaviour(
              "trained",
              2,
              "after two rides the model predicts, in minutes",
              "An END refines the model of its destination with the minutes from start to end; a"
                  + " START asks it with the same direction and distance."),
          behaviour(
              "cells-apart",
              1,
              "each destination cell has a model of its own",
              "Key the stream by the grid cell of the END location, for START and END alike."),
          behaviour(
              "directions-apart",
              1,
              "rides from one side say nothing about rides from the other",
              "The model tells directions apart by the angle from the start to the end location."),
          behaviour(
              "outside-nyc",
              1,
              "a ride with either end outside NYC is dropped",
              "Both ends must be in NYC, for STARTs and for ENDs."),
          behaviour(
              "zero-minutes",
              1,
              "rides of no minutes or no distance are learned from like any other",
              "Real data has such rides: refine with what the ride says, do not divide by it."),
          Criterion.of(
              Rung.ENVIRONMENT,
              2,
              "checkpoints, restarts and checkpoint storage are set as the lab asks"),
          Criterion.of(Rung.SERIALISATION, 1, "records and state need no Kryo"),
          Criterion.of(Rung.ROCKSDB, 1, "the same predictions on the RocksDB state backend"),
          Criterion.of(Rung.PARALLELISM, 1, "the same predictions at parallelism 1 and 4"),
          new Criterion(
              "one-model-for-all-instances",
              Rung.PARALLELISM,
              1,
              "a cell has one model, whichever instance of the source its rides come from",
              "Without a keyBy an event stays where its source instance is, and each instance"
                  + " learns from a part of the rides only."),
          new Criterion(
              "state-hygiene",
              Rung.STATE_HYGIENE,
              1,
              "state grows with the cells, not with the rides",
              "Keep the model, not the history it was learned from."),
          Criterion.of(
              Rung.TASK_FAILURE, 2, "no model is lost and no ride learned twice when a task fails"),
          Criterion.of(Rung.WORKER_LOSS, 2, "the models survive the death of the worker"),
          Criterion.of(Rung.RESCALE, 1, "the job goes on from a savepoint at another parallelism"));

  private TravelTimePredictionCriteria() {}
}
