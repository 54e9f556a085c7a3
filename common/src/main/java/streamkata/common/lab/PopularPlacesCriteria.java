package streamkata.common.lab;

import static streamkata.common.lab.Criterion.behaviour;

import java.util.List;

/** What the lab popular-places is graded by. */
final class PopularPlacesCriteria {

  static final List<Criterion> ALL =
      List.of(
          behaviour(
              "threshold",
              1,
              "a cell with at least that many rides comes out, with its centre and count",
              "At least means >=, and the threshold is the one that was passed in. The result has"
                  + " the centre of the cell, longitude first."),
          behaviour(
              "starts-and-ends",
              1,
              "starts and ends in one cell are counted separately",
              "The key has two parts: the cell, and whether rides start or end there. An END"
                  + " counts where and when the ride ended."),
          behaviour(
              "cells-apart",
              1,
              "each grid cell is counted on its own",
              "Key by the grid cell of the one location that the event is about, not by the ride"
                  + " or by the coordinates."),
          behaviour(
              "outside-nyc",
              1,
              "a ride with either end outside NYC does not count",
              "Both ends must be in NYC, for STARTs and for ENDs, although only one is counted."),
          behaviour(
              "sliding-windows",
              1,
              "15 minutes every 5, each when the watermark passes its end",
              "A sliding window includes its start and excludes its end, and each event is in"
                  + " three of them. A window fires when the watermark passes its end."),
          Criterion.of(Rung.SERIALISATION, 1, "records, keys and state need no Kryo"),
          Criterion.of(Rung.ROCKSDB, 1, "the same places on the RocksDB state backend"),
          Criterion.of(
              Rung.EVENT_TIME, 1, "rides count for the time they happened at, in any order"),
          new Criterion(
              "late-ride",
              Rung.EVENT_TIME,
              1,
              "a window that is out never comes again",
              "An event whose windows are all over is dropped: allowed lateness, or a timer in the"
                  + " past, makes a second result."),
          Criterion.of(Rung.PARALLELISM, 1, "the same places at parallelism 1 and 4"),
          new Criterion(
              "incremental",
              Rung.STATE_HYGIENE,
              1,
              "state grows with cells and open windows, not with the rides",
              "Count each ride when it arrives (AggregateFunction), instead of keeping all rides"
                  + " of all three windows until they fire."),
          new Criterion(
              "state-hygiene",
              Rung.STATE_HYGIENE,
              1,
              "nothing is left of a window that is out",
              "A window clears its own state when it is over; what you keep beside it, per cell or"
                  + " per window, you must clear yourself, also below the threshold."),
          Criterion.of(Rung.TASK_FAILURE, 1, "no ride is lost or counted twice when a task fails"),
          Criterion.of(Rung.WORKER_LOSS, 1, "open windows survive the death of the worker"),
          Criterion.of(
              Rung.RESCALE, 1, "open windows go on from a savepoint at another parallelism"));

  private PopularPlacesCriteria() {}
}
