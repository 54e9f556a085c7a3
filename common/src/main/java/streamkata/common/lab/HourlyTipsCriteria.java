package streamkata.common.lab;

import static streamkata.common.lab.Criterion.behaviour;

import java.util.List;

/** What the lab hourly-tips is graded by. */
final class HourlyTipsCriteria {

  static final List<Criterion> ALL =
      List.of(
          behaviour(
              "most-tips",
              1,
              "the driver whose tips of one hour total most, with that total",
              "Add up the tips of each driver in each hour first; then compare the drivers, and"
                  + " keep the driver together with the total (maxBy, not max)."),
          behaviour(
              "hour-boundary",
              1,
              "a fare on the full hour belongs to the hour that it begins",
              "A tumbling window includes its start and excludes its end; the result names the"
                  + " end."),
          behaviour(
              "tie",
              1,
              "equal totals go to the smaller driver id",
              "Sums of doubles differ in their last digits: totals within 0.001 are equal, and"
                  + " then the driver id decides, not the order of arrival."),
          behaviour(
              "nobody-tipped",
              1,
              "an hour in which nobody tipped has a result too",
              "A maximum must start from its first element, not from 0: with nothing but zeros,"
                  + " nobody beats the 0."),
          behaviour(
              "each-hour-once",
              1,
              "an hour comes out once, when the watermark passes its end; an empty one never",
              "A window fires when the watermark passes its end. The result carries the timestamp"
                  + " of its window, so a second window of the same length adds no delay."),
          Criterion.of(Rung.SERIALISATION, 1, "records and state need no Kryo"),
          Criterion.of(Rung.ROCKSDB, 1, "the same results on the RocksDB state backend"),
          Criterion.of(
              Rung.EVENT_TIME, 1, "fares count for the hour they happened in, in any order"),
          new Criterion(
              "late-fare",
              Rung.EVENT_TIME,
              1,
              "a fare counts while its hour is open, and is dropped afterwards",
              "Late is what comes after the watermark has passed the end of its window, not what"
                  + " is older than the watermark."),
          Criterion.of(Rung.PARALLELISM, 1, "the same results at parallelism 1 and 4"),
          new Criterion(
              "incremental",
              Rung.STATE_HYGIENE,
              1,
              "state grows with drivers and open hours, not with the fares",
              "Aggregate each fare when it arrives (AggregateFunction, reduce), instead of keeping"
                  + " all fares until the window fires."),
          new Criterion(
              "state-hygiene",
              Rung.STATE_HYGIENE,
              1,
              "nothing is left of an hour that is out",
              "A window clears its own state when it is over; what you keep beside it, per driver"
                  + " or per hour, you must clear yourself."),
          Criterion.of(Rung.TASK_FAILURE, 1, "no fare is lost or counted twice when a task fails"),
          Criterion.of(Rung.WORKER_LOSS, 1, "open hours survive the death of the worker"),
          Criterion.of(
              Rung.RESCALE, 1, "open hours go on from a savepoint at another parallelism"));

  private HourlyTipsCriteria() {}
}
