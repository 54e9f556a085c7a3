package streamkata.grader.labs.exactlyoncefiles;

import static streamkata.grader.labs.Awkward.sameHash;
import static streamkata.grader.labs.Awkward.twin;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.Trip.trip;
import static streamkata.grader.labs.exactlyoncefiles.Rides.many;
import static streamkata.grader.labs.exactlyoncefiles.Rides.startAndEndAt;
import static streamkata.grader.labs.exactlyoncefiles.Rides.starts;
import static streamkata.grader.scenario.Script.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.Awkward;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.labs.OutOfOrder;
import streamkata.grader.labs.Shapes;
import streamkata.grader.labs.Trip.Place;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;

/** What the lab exactly-once-files is graded by. */
public class ExactlyOnceFilesChecks {

  private static final String FIRST = "after the first checkpoint";
  private static final String LAST = "after the last checkpoint";
  private static final String END = "after the end of the input";
  private static final Duration BOUND = Duration.ofMinutes(20);
  private static final int ROUNDS = 12;
  private static final int MANY_HOURS = 150;
  private static final String AT_REST = "at rest";

  /** So many lines have more than 2^16 bytes. */
  private static final int MANY = 700;

  @GradedCheck(
      points = 2,
      claim = "a line is visible after a checkpoint with its event has completed, and not before",
      lesson =
          "Write to a file that readers ignore. Make it visible in the committer, which Flink calls"
              + " after the checkpoint has completed: not in write, not in prepareCommit, not in"
              + " snapshotState. The file must be complete at each checkpoint, however small it is.")
  void atCheckpoints(Trial trial) {
    check(
        trial,
        script()
            .lookOutside("before the first event")
            .emit(starts(1, 2))
            .lookOutside("before the first checkpoint")
            .checkpoint()
            .lookOutside(FIRST)
            .emit(starts(3))
            .watermark(at("13:09:23.456"))
            .emit(starts(4, 60))
            .lookOutside("after five events and one checkpoint")
            .checkpointUntold()
            .lookOutside("between a checkpoint and the notification")
            .emit(starts(61, 5_000))
            .checkpoint()
            .lookOutside("after the next checkpoint")
            .checkpoint()
            .checkpoint()
            .lookOutside("after two checkpoints without an event"));
    check(
        trial,
        script()
            .emit(starts(1, 61))
            .checkpointAborted()
            .lookOutside("after a checkpoint that has failed")
            .emit(starts(2))
            .checkpointAborted()
            .emit(starts(3, 62))
            .checkpoint()
            .lookOutside("after the next checkpoint")
            .emit(starts(4))
            .checkpointOvertaken(starts(5, 63))
            .lookOutside("after a checkpoint that completed late")
            .checkpoint()
            .lookOutside("after the last checkpoint"));
    check(
        trial,
        script()
            .emit(Rides.inOneHour(400))
            .lookOutside("before the first checkpoint")
            .checkpoint()
            .lookOutside(FIRST));
  }

  @GradedCheck(
      points = 2,
      claim = "each line is in the folder of the hour of its event time, UTC",
      lesson =
          "eventTime() is the start time of a START and the end time of an END, in milliseconds"
              + " since the epoch, UTC. Neither the time zone of the machine nor its clock matters.")
  void folders(Trial trial) {
    List<TaxiRide> rides = new ArrayList<>();
    Place place = Awkward.FIRST_CELL;
    long id = 17;
    rides.addAll(trip(id++, place, place).startingAt(Awkward.EPOCH).startAndEnd());
    for (String time :
        List.of(
            "13:00:00.000",
            "13:59:59.999",
            "14:00:00.000",
            "00:00:00.000",
            "23:59:59.999",
            "2012-12-31T23:59:59.999",
            "2013-01-27T09:30:00.001",
            "2013-07-01T04:00:00.000",
            "1999-11-28T05:05:05.005")) {
      rides.addAll(startAndEndAt(id, time));
      id += 2;
    }
    for (Duration duration : List.of(Duration.ofMinutes(-70), Duration.ZERO, Duration.ofDays(26))) {
      rides.addAll(trip(id++, place, place).lasting(duration).endAndStart());
    }
    rides.addAll(trip(id, place, place).startingAt(Awkward.NEXT_CENTURY).startAndEnd());
    check(trial, script().emit(rides).checkpoint().lookOutside(FIRST));
  }

  @GradedCheck(
      points = 1,
      claim = "each event is one line, as toCsv writes it",
      lesson =
          "Write ride.toCsv() and a line break for each event. Do not compare events with each"
              + " other: two equal events are two lines.")
  void lines(Trial trial) {
    List<TaxiRide> rides = new ArrayList<>();
    rides.addAll(starts(1, 1, 2));
    for (Place place : Rides.awkwardPlaces()) {
      rides.addAll(trip(rides.size(), place, Awkward.FIRST_CELL).inCab(7).startAndEnd());
    }
    for (long id : new long[] {0, -5, 5, twin(5), sameHash(5), Long.MAX_VALUE >> 8}) {
      rides.addAll(trip(id, Awkward.LAST_CELL, Awkward.LAST_CELL).startAndEnd());
    }
    rides.add(
        trip(5, Awkward.LAST_CELL, Awkward.LAST_CELL)
            .startingAt(60_000)
            .lasting(Duration.ofMinutes(-1))
            .end());
    rides.addAll(many(trial.random(), 40));
    check(
        trial,
        script()
            .emit(rides)
            .checkpoint()
            .emit(starts(1))
            .checkpoint()
            .emit(starts(1))
            .checkpoint()
            .lookOutside(LAST));
  }

  @GradedCheck(
      points = 1,
      claim = "a visible file is a CSV file, complete, and it stays as it is",
      lesson =
          "Write the complete content under a name that readers ignore. Then rename the file, with"
              + " Files.move and ATOMIC_MOVE. A copy, or a write to a visible file, takes time, and"
              + " meanwhile a reader sees a part of it. Each checkpoint has new files.")
  void wholeFiles(Trial trial) {
    Script script = script();
    for (long round = 1; round <= ROUNDS; round++) {
      script
          .emit(starts(round, round + 10, round + 60))
          .checkpoint()
          .lookOutside("after checkpoint " + round);
    }
    Reader.checkFiles(check(trial, Scenario.of(script)));
  }

  @GradedCheck(
      points = 1,
      claim = "all lines are visible when the input has ended",
      lesson =
          "Flink takes a last checkpoint when the input ends. Before it, it calls flush with"
              + " endOfInput and prepareCommit. Commit these files like all others.")
  void endOfInput(Trial trial) {
    check(trial, script().emit(starts(1, 2)).checkpoint().emit(starts(3, 60)).close(), END);
    check(trial, script().emit(starts(1, 60)).close(), END);
    check(
        trial,
        script()
            .emit(starts(1, 60))
            .closeAborted()
            .lookOutside("after the end of the input, before a checkpoint with its events")
            .close(),
        END);
  }

  @GradedCheck(
      rung = Rung.EVENT_TIME,
      points = 1,
      claim = "events that arrive out of order or late have their lines in the same folders",
      lesson =
          "The folder depends on the event alone. Do not wait for a watermark, and do not use"
              + " windows, which drop late events.")
  void anyOrder(Trial trial) {
    List<TaxiRide> rides =
        new ArrayList<>(OutOfOrder.shuffle(many(trial.random(), 30), BOUND, trial.random()));
    rides.addAll(starts(1, 2, 53, 54, 61, 114));
    trial.check(
        rides,
        some ->
            Scenario.of(
                OutOfOrder.arrive(some, BOUND)
                    .watermark(at("2013-03-05T13:00:00"))
                    .watermark(at("2013-03-05T13:00:00"))
                    .checkpoint()
                    .lookOutside(FIRST)),
        outcome -> Reader.lines(outcome, FIRST),
        Reader::areLinesOf);
  }

  @GradedCheck(
      rung = Rung.PARALLELISM,
      points = 2,
      claim = "the lines are the same at parallelism 1 and 4",
      lesson =
          "Four instances write at the same time, also into the same folder. The name of a file must"
              + " differ from instance to instance and from checkpoint to checkpoint.")
  void parallelism(Trial trial) {
    for (int instances : new int[] {2, 4}) {
      Script script = script();
      List<TaxiRide> rides = many(trial.random(), 24);
      int half = rides.size() / 2;
      script
          .emit(rides.subList(0, half))
          .lookOutside("before the first checkpoint")
          .checkpoint()
          .lookOutside(FIRST)
          .emit(rides.subList(half, rides.size()))
          .emit(starts(1, 2, 3, 4, 5, 6, 7, 8))
          .checkpoint()
          .lookOutside("after the second checkpoint")
          .emit(trip(71, Awkward.FIRST_CELL, Awkward.LAST_CELL).startAndEnd())
          .checkpoint()
          .emit(trip(72, Awkward.FIRST_CELL, Awkward.LAST_CELL).startAndEnd())
          .checkpoint()
          .emit(starts(9, 10, 11, 12, 13, 14))
          .close();
      check(trial, Scenario.of(script.lookOutside(END)).atParallelism(instances));
    }
  }

  @GradedCheck(
      rung = Rung.STATE_HYGIENE,
      points = 2,
      claim = "temporary files go, and nothing of a committed file is left in state",
      lesson =
          "Rename a temporary file, or delete it. When it is committed, forget it: neither state nor"
              + " the next checkpoint needs its name or its lines.")
  void temporaryFiles(Trial trial) {
    for (int instances : new int[] {1, 4}) {
      Script script = script().checkpoint("nothing");
      for (long round = 1; round <= ROUNDS; round++) {
        long hour = 60 * round;
        script.emit(starts(hour, hour + 1, hour + 60, hour + 61)).checkpoint("" + round);
        if (round == 2 || round == ROUNDS) {
          script.lookOutside(round == 2 ? "after two checkpoints" : LAST);
        }
      }
      script
          .emit(starts(LongStream.range(0, MANY_HOURS).map(hour -> 6_000 + 60 * hour).toArray()))
          .checkpoint()
          .checkpoint()
          .checkpoint()
          .checkpoint(AT_REST)
          .emit(starts(1))
          .close()
          .lookOutside(END);
      Outcome outcome = trial.play(Scenario.of(script).atParallelism(instances));

      if (instances == 1) {
        Reader.checkCount(outcome, LAST, 4 * ROUNDS);
      }
      Reader.checkHidden(outcome, "after two checkpoints", LAST, END);
      Shapes.assertNoGrowth(
          outcome, "2", Integer.toString(ROUNDS), "bytes of state that ten checkpoints have added");
      Shapes.assertNoGrowth(
          outcome,
          "nothing",
          AT_REST,
          "bytes of state that %d files have left, three checkpoints later".formatted(MANY_HOURS));
    }
  }

  @GradedCheck(
      rung = Rung.TASK_FAILURE,
      points = 2,
      claim = "if a task fails before, during or after a checkpoint, each line is there once",
      lesson =
          "A failed attempt can leave prepared files of a checkpoint that never completed: do not"
              + " commit them, their events arrive again. After a restore Flink gives the committer"
              + " the same files again: leave a file that is visible already.")
  void taskFailure(Trial trial) {
    Script script = script();
    for (long turn = 0; turn < 4; turn++) {
      script.emit(starts(10 * turn + 1, 10 * turn + 2, 10 * turn + 61));
      failBeforeCheckpoint(script, turn);
      script
          .emit(starts(10 * turn + 3))
          .lookOutside("before checkpoint " + (turn + 1))
          .checkpoint()
          .inject(Fault.TASK_FAILURE)
          .lookOutside("after checkpoint %d and a failure".formatted(turn + 1));
    }
    check(trial, script.emit(starts(49)).inject(Fault.TASK_FAILURE).close(), END);
    check(
        trial,
        script()
            .emit(starts(1, 61))
            .checkpointAborted()
            .emit(starts(2))
            .checkpointAborted()
            .inject(Fault.TASK_FAILURE)
            .emit(starts(3))
            .checkpointAborted()
            .emit(starts(62))
            .checkpoint()
            .lookOutside("after three checkpoints that failed and one that did not")
            .close(),
        END);
  }

  /** Each turn in another way: the barrier of a gate passes where a checkpoint then fails. */
  private static void failBeforeCheckpoint(Script script, long turn) {
    if (turn % 2 == 1) {
      script.gate().emit(starts(10 * turn + 4));
    }
    if (turn == 3) {
      script.gate();
    }
    script.inject(Fault.TASK_FAILURE);
    if (turn > 1) {
      script.emit(starts(10 * turn + 5)).inject(Fault.TASK_FAILURE);
    }
  }

  @GradedCheck(
      rung = Rung.TASK_FAILURE,
      points = 2,
      claim = "if a task fails between a checkpoint and the notification, no line is lost or twice",
      lesson =
          "The checkpoint is complete, so its events never arrive again, and nobody was told to"
              + " commit. The names of the prepared files must be in the checkpoint, so that they"
              + " can be committed after the restore, however often that happens.")
  void beforeTheNotification(Trial trial) {
    check(
        trial,
        script()
            .emit(starts(1, 2, 61))
            .checkpointUntold()
            .inject(Fault.TASK_FAILURE)
            .emit(starts(3, 62))
            .checkpoint()
            .lookOutside(FIRST)
            .emit(starts(4, 5))
            .checkpointUntold()
            .emit(starts(6))
            .inject(Fault.TASK_FAILURE)
            .inject(Fault.TASK_FAILURE)
            .emit(starts(7))
            .checkpointUntold()
            .gate()
            .inject(Fault.TASK_FAILURE)
            .emit(starts(8))
            .checkpointUntold()
            .checkpoint()
            .lookOutside("after three failures before a notification")
            .inject(Fault.TASK_FAILURE)
            .emit(starts(9))
            .checkpointUntold()
            .inject(Fault.TASK_FAILURE)
            .close(),
        END);
    List<TaxiRide> manyOfOneHour =
        LongStream.range(0, MANY)
            .mapToObj(ride -> trip(ride, Awkward.LAST_CELL, Awkward.FIRST_CELL).start())
            .toList();
    check(
        trial,
        script().emit(manyOfOneHour).checkpointUntold().inject(Fault.TASK_FAILURE).close(),
        END);
  }

  @GradedCheck(
      rung = Rung.WORKER_LOSS,
      points = 2,
      claim = "if the worker is lost at any moment of a checkpoint, each line is there once",
      lesson =
          "Another worker has the files of the directory and the state of the checkpoint, and"
              + " nothing else. A list of prepared files in a field is lost.")
  void workerLoss(Trial trial) {
    check(
        trial,
        script()
            .emit(starts(1, 2, 61))
            .checkpoint()
            .emit(starts(3, 62))
            .checkpointUntold()
            .emit(starts(4))
            .gate()
            .emit(starts(8))
            .inject(Fault.WORKER_LOSS)
            .emit(starts(5))
            .checkpoint()
            .lookOutside("after a checkpoint on another worker")
            .emit(starts(6, 63))
            .inject(Fault.WORKER_LOSS)
            .emit(starts(7))
            .close()
            .lookOutside(END));
  }

  @GradedCheck(
      rung = Rung.RESCALE,
      points = 2,
      claim = "the job continues at another parallelism, with each line once",
      lesson =
          "After a restore another instance can get a prepared file. So the committable itself must"
              + " say where the file is: not the number of the instance, and no field.")
  void rescale(Trial trial) {
    List<TaxiRide> rides = starts(1, 2, 3, 4, 5, 6, 7, 8, 61, 62, 63, 64, 65, 66);
    check(
        trial,
        Scenario.of(
                script()
                    .emit(rides.subList(0, 5))
                    .rescale(1)
                    .lookOutside("after the savepoint")
                    .emit(rides.subList(5, 7))
                    .rescale(4)
                    .rescale(2)
                    .emit(rides.subList(7, 9))
                    .lookOutside("after three savepoints")
                    .checkpoint()
                    .emit(rides.subList(9, 14))
                    .rescale(4)
                    .emit(starts(67))
                    .close()
                    .lookOutside(END))
            .atParallelism(2));
    check(
        trial,
        Scenario.of(
                script()
                    .emit(rides.subList(0, 9))
                    .emit(starts(121, 181, 241, 301, 361, 421, 481, 541))
                    .checkpointUntold()
                    .emit(starts(10))
                    .gate()
                    .inject(Fault.TASK_FAILURE, 4)
                    .emit(rides.subList(9, 12))
                    .emit(starts(122, 182, 242, 302, 362, 422, 482, 542))
                    .checkpointUntold()
                    .inject(Fault.TASK_FAILURE, 2)
                    .emit(rides.subList(12, 14))
                    .checkpoint()
                    .lookOutside("after two failures, each followed by another parallelism")
                    .close()
                    .lookOutside(END))
            .atParallelism(1));
    check(
        trial,
        Scenario.of(
                script()
                    .emit(starts(21, 22, 23, 24, 25, 26, 27, 28))
                    .rescale(1)
                    .emit(starts(29))
                    .rescale(4)
                    .emit(starts(31, 32, 33, 34, 35, 36, 37, 38))
                    .close()
                    .lookOutside(END))
            .atParallelism(4));
  }

  private static void check(Trial trial, Script script) {
    check(trial, Scenario.of(script));
  }

  private static void check(Trial trial, Script script, String lastLook) {
    check(trial, script.lookOutside(lastLook));
  }

  private static Outcome check(Trial trial, Scenario scenario) {
    Outcome outcome = trial.play(scenario);
    Reader.checkLines(outcome);
    return outcome;
  }
}
