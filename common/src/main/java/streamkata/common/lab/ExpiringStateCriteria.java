package streamkata.common.lab;

import static streamkata.common.lab.Criterion.behaviour;

import java.util.List;

/** What the lab expiring-state is graded by. */
final class ExpiringStateCriteria {

  static final List<Criterion> ALL =
      List.of(
          behaviour(
              "paired",
              1,
              "a START and its fare come out as a pair at once, and END events never come out",
              "Pair as in rides-and-fares; a half that has found its partner must not go to a side"
                  + " output later on."),
          behaviour(
              "unmatched",
              1,
              "a half without partner goes to its side output when the watermark reaches its time",
              "Register an event-time timer at the half's own event time, for late halves too: it"
                  + " then fires when the watermark advances the next time. Do not compare with"
                  + " the watermark yourself."),
          Criterion.of(Rung.SERIALISATION, 1, "records, state and side outputs need no Kryo"),
          Criterion.of(Rung.ROCKSDB, 1, "the same outputs on the RocksDB state backend"),
          new Criterion(
              "event-time",
              Rung.EVENT_TIME,
              1,
              "whatever the order of arrival, each half comes out once, in the right output",
              "A half is given up by the watermark alone, at its own event time: neither by the"
                  + " arrival of something else, nor by the clock on the wall."),
          Criterion.of(Rung.PARALLELISM, 1, "the same outputs at parallelism 1 and 4"),
          new Criterion(
              "state-hygiene",
              Rung.STATE_HYGIENE,
              1,
              "what is out leaves neither state nor a timer behind",
              "When the pair is out, clear() the half that waited and delete its timer, with"
                  + " deleteEventTimeTimer and the time that it was registered for; when a half is"
                  + " given up, clear() it."),
          new Criterion(
              "task-failure",
              Rung.TASK_FAILURE,
              1,
              "each half comes out once when a task fails, with a timer pending or just fired",
              "Keyed state and timers are in the checkpoint and come back together; whatever else"
                  + " remembers a half does not."),
          Criterion.of(
              Rung.WORKER_LOSS, 1, "halves and their timers survive the death of the worker"),
          new Criterion(
              "rescale",
              Rung.RESCALE,
              1,
              "the job goes on from a savepoint at another parallelism",
              "Keyed state and timers move with their key to whichever instance is now responsible;"
                  + " operator state and fields do not."));

  private ExpiringStateCriteria() {}
}
