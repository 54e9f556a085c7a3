package streamkata.common.lab;

import static streamkata.common.lab.Criterion.behaviour;

import java.util.List;

/** What the lab long-ride-alerts is graded by. */
final class LongRideAlertsCriteria {

  static final List<Criterion> ALL =
      List.of(
          behaviour(
              "two-hours",
              1,
              "exactly two hours is not long, a millisecond more is",
              "More than two hours is > 7,200,000 ms, from the START's event time to the END's."),
          behaviour(
              "end-lost",
              1,
              "a ride without END gets its alert when the watermark reaches start + 2 h",
              "Register an event-time timer at an instant, start + 2 h: it fires when the watermark"
                  + " gets there, whatever else arrives or does not."),
          behaviour(
              "end-first",
              1,
              "an END that arrives before its START counts",
              "The END must wait in state for its START: the order of arrival is not the order of"
                  + " event time."),
          behaviour(
              "start-lost",
              1,
              "an END whose START never comes gives nothing",
              "Only a START that has been seen can make an alert; the timer of a lone END must"
                  + " clean up and be silent."),
          behaviour(
              "alert-once",
              1,
              "an END after the alert gives no second one",
              "After the alert the ride is done: an END that still comes finds no state of it."),
          behaviour(
              "same-time",
              1,
              "rides of the same instant, or of the same cab, are kept apart",
              "State and timers belong to the key, the ride id: timers of many rides fire at the"
                  + " same instant, one for each."),
          Criterion.of(Rung.SERIALISATION, 1, "records and state need no Kryo"),
          Criterion.of(Rung.ROCKSDB, 1, "the same alerts on the RocksDB state backend"),
          Criterion.of(Rung.EVENT_TIME, 1, "the same alerts in whatever order the events arrive"),
          Criterion.of(Rung.PARALLELISM, 1, "the same alerts at parallelism 1 and 4"),
          new Criterion(
              "state-hygiene",
              Rung.STATE_HYGIENE,
              1,
              "no state and no timer is left of a ride that is over",
              "Clear state on every path: after the pair, after the alert, and for an END that"
                  + " waits in vain, which needs a timer of its own."),
          Criterion.of(
              Rung.TASK_FAILURE,
              2,
              "rides under way and their timers are as in the checkpoint after a task has failed"),
          Criterion.of(
              Rung.WORKER_LOSS,
              1,
              "rides under way and their timers survive the death of the worker"),
          Criterion.of(
              Rung.RESCALE, 1, "state and timers go on from a savepoint at another parallelism"));

  private LongRideAlertsCriteria() {}
}
