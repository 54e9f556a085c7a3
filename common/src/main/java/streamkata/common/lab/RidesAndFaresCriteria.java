package streamkata.common.lab;

import static streamkata.common.lab.Criterion.behaviour;

import java.util.List;

/** What the lab rides-and-fares is graded by. */
final class RidesAndFaresCriteria {

  static final List<Criterion> ALL =
      List.of(
          behaviour(
              "ride-first",
              2,
              "a START that came first is paired as soon as its fare comes",
              "Whoever comes first waits in keyed state; the second takes it from there and emits"
                  + " the pair at once."),
          behaviour(
              "fare-first",
              1,
              "a fare that came first is paired as soon as its START comes",
              "Two streams have no order between them: each side must be able to wait for the"
                  + " other."),
          behaviour(
              "ends",
              2,
              "END events pair with nothing, wherever they come",
              "Drop the END events before they reach state: an END may come before its START, or"
                  + " between START and fare."),
          behaviour(
              "many-rides",
              1,
              "of many rides, some with the same driver, each gets its own fare",
              "The ride id is what a ride and its fare have in common: key both streams by it."),
          Criterion.of(Rung.SERIALISATION, 1, "records and state need no Kryo"),
          Criterion.of(Rung.ROCKSDB, 1, "the same pairs on the RocksDB state backend"),
          new Criterion(
              "parallelism",
              Rung.PARALLELISM,
              1,
              "the same pairs at parallelism 1 and 4",
              "Both streams must be partitioned by the same key, or a ride and its fare meet in"
                  + " different instances, which share nothing."),
          new Criterion(
              "state-hygiene",
              Rung.STATE_HYGIENE,
              2,
              "when a pair is out, nothing of it is left in state",
              "clear() the half that waited, on both paths: when the fare comes second, and when"
                  + " the START does. What is never waited for is not put into state at all."),
          Criterion.of(
              Rung.TASK_FAILURE, 2, "no half is lost and no pair made twice when a task fails"),
          Criterion.of(Rung.WORKER_LOSS, 1, "halves that wait survive the death of the worker"),
          Criterion.of(Rung.RESCALE, 1, "the job goes on from a savepoint at another parallelism"));

  private RidesAndFaresCriteria() {}
}
