package streamkata.grader.labs.longridealerts;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Awkward.EPOCH;
import static streamkata.grader.labs.Awkward.NEXT_CENTURY;
import static streamkata.grader.labs.Awkward.beyondDouble;
import static streamkata.grader.labs.Awkward.sameBucket;
import static streamkata.grader.labs.Awkward.sameHash;
import static streamkata.grader.labs.Awkward.twin;
import static streamkata.grader.labs.Shapes.checkOnRocksDb;
import static streamkata.grader.labs.Shapes.rescaled;
import static streamkata.grader.labs.Shapes.withFailures;
import static streamkata.grader.labs.Shapes.withLosses;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.longridealerts.Alerts.alertsAcross;
import static streamkata.grader.labs.longridealerts.Alerts.alertsFor;
import static streamkata.grader.scenario.Fault.TASK_FAILURE;
import static streamkata.grader.scenario.Fault.WORKER_LOSS;
import static streamkata.grader.scenario.Script.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.Awkward;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.labs.Hygiene;
import streamkata.grader.labs.OutOfOrder;
import streamkata.grader.labs.Shapes;
import streamkata.grader.labs.Trip;
import streamkata.grader.labs.Trip.Place;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;

/** What the lab long-ride-alerts is graded by. */
public class LongRideAlertsChecks {

  private static final Place SQUARE = new Place(-73.9851, 40.7589);
  private static final Place AIRPORT = new Place(-73.7822, 40.6441);

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long LIMIT = 2 * HOUR;
  private static final long SHORT = Duration.ofMinutes(17).toMillis();
  private static final long MINUTES = Duration.ofMinutes(25).toMillis();
  private static final long WEEKS = Duration.ofDays(26).toMillis();

  /** An hour as an int. */
  private static final long MONTHS = twin(HOUR);

  private static final Duration BOUND = Duration.ofMinutes(40);

  @GradedCheck(
      points = 1,
      claim =
          "a ride of exactly two hours gives no alert, and a ride that takes a millisecond more"
              + " gives one",
      lesson =
          "More than two hours means > 7,200,000 ms, from the event time of the START to the event"
              + " time of the END. These are times in UTC, where no clock is ever set back.")
  void twoHours(Trial trial) {
    Trip exactly = ride(1, "13:07:23", LIMIT);
    Trip longer = ride(2, "13:07:23", LIMIT + 1);
    Trip exactlyToo = ride(3, "13:11:05.250", LIMIT);
    Trip longerToo = ride(4, "13:11:05.250", LIMIT + 1);
    Trip weeksLong = ride(5, "13:15:30", WEEKS);
    Trip monthsLong = ride(6, "13:15:30", MONTHS);
    Trip clockSetBack = ride(7, "2013-11-03T05:30:00", LIMIT + MINUTES);
    Trip clockSetForward = ride(8, "2013-03-10T06:30:00", LIMIT - MINUTES);
    Script aroundTheLimit =
        script()
            .emit(exactly.start(), longer.start())
            .emit(exactlyToo.start(), exactlyToo.end(), longerToo.start(), longerToo.end())
            .emit(weeksLong.end(), weeksLong.start(), monthsLong.start(), monthsLong.end())
            .emit(ride(12, "13:15:30", WEEKS).startAndEnd())
            .emit(ride(13, "13:15:30", MONTHS).endAndStart())
            .watermark(at("15:07:22.999"))
            .emit(exactly.end(), longer.end())
            .watermark(at("16:00:00"))
            .emit(clockSetBack.start(), clockSetBack.end())
            .emit(clockSetForward.start(), clockSetForward.end())
            .watermark(at("2013-11-03T09:00:00"))
            .emit(ride(9, NEXT_CENTURY, LIMIT).startAndEnd())
            .emit(ride(10, NEXT_CENTURY, LIMIT + 1).startAndEnd())
            .emit(ride(11, NEXT_CENTURY, LIMIT).start())
            .watermark(NEXT_CENTURY + LIMIT + 1);

    assertThat(trial.play(aroundTheLimit).results(), alertsFor(2, 4, 5, 6, 7, 10, 11, 12, 13));
    Script atTheEpoch =
        script()
            .emit(ride(1, EPOCH, LIMIT).startAndEnd())
            .emit(ride(2, EPOCH, LIMIT + 1).endAndStart())
            .emit(ride(3, EPOCH, LIMIT).start(), ride(4, LIMIT + 1, -LIMIT - 1).end())
            .emit(ride(7, MINUTES, -MINUTES).end(), ride(8, EPOCH, 0).end())
            .emit(ride(5, MINUTES, -MINUTES).startAndEnd())
            .emit(ride(6, MINUTES, -MINUTES).endAndStart())
            .watermark(LIMIT - 1)
            .gate()
            .emit(ride(4, LIMIT + 1, -LIMIT - 1).start())
            .watermark(3 * LIMIT);
    assertThat(trial.play(atTheEpoch).results(), alertsFor(2, 3));
  }

  @GradedCheck(
      points = 1,
      claim = "a ride without END gets its alert when the watermark reaches start + 2 h",
      lesson =
          "Register an event-time timer for the instant start + 2 h. It fires when the watermark"
              + " reaches this instant, also if no other event arrives. An END that is late still"
              + " counts until then.")
  void endLost(Trial trial) {
    Script twoWithoutEnd =
        script()
            .emit(
                ride(1, "13:07:23", 0).start(),
                ride(2, "13:20:00", SHORT).start(),
                ride(2, "13:20:00", SHORT).inCab(77).end(),
                ride(3, "14:30:00.250", 0).start(),
                ride(4, "13:25:00", SHORT).start())
            .watermark(at("15:07:22.999"))
            .emit(ride(4, "13:25:00", SHORT).end())
            .look("before the first")
            .emit(ride(7, "13:07:23", 3 * HOUR).startAndEnd())
            .watermark(at("15:07:23.001"))
            .look("after the first")
            .watermark(at("16:30:00.249"))
            .look("before the second")
            .watermark(at("16:30:00.251"))
            .look("after the second")
            .emit(ride(6, "14:30:00.250", 0).start())
            .watermark(at("16:40:00"));
    Outcome outcome = trial.play(twoWithoutEnd);

    assertThat("at the watermark 15:07:22.999", outcome.results("before the first"), alertsFor());
    assertThat(
        "at the watermark 15:07:23.001", outcome.results("after the first"), alertsFor(1, 7));
    assertThat(
        "at the watermark 16:30:00.249", outcome.results("before the second"), alertsFor(1, 7));
    assertThat(
        "at the watermark 16:30:00.251", outcome.results("after the second"), alertsFor(1, 3, 7));
    assertThat("for a START after that", outcome.results(), alertsFor(1, 3, 6, 7));
    Shapes.checkAtOnce(trial, Scenario.of(twoWithoutEnd));
    Script untilTheInputEnds =
        script()
            .emit(ride(0, "13:07:23", 0).start(), ride(5, "13:07:23", 0).start())
            .watermark(at("14:00:00"))
            .close();
    assertThat("at the end of the input", trial.play(untilTheInputEnds).results(), alertsFor(0, 5));
  }

  @GradedCheck(
      points = 1,
      claim = "an END counts, also if it arrives before its START",
      lesson =
          "Keep the END in state until its START arrives. Events do not arrive in the order of"
              + " their event times.")
  void endFirst(Trial trial) {
    Script endsFirst =
        script()
            .emit(
                ride(1, "13:07:23", SHORT).end(),
                ride(2, "13:11:05.250", LIMIT).end(),
                ride(3, "13:15:30", LIMIT + 1).end(),
                ride(4, "13:20:00", 3 * HOUR).end(),
                ride(5, "13:25:00.250", -SHORT).end(),
                ride(6, "13:25:00.250", -3 * HOUR).end(),
                ride(7, "13:00:00.250", MINUTES).end())
            .watermark(at("13:07:22.999"))
            .gate()
            .emit(
                ride(4, "13:20:00", 3 * HOUR).start(),
                ride(3, "13:15:30", LIMIT + 1).start(),
                ride(2, "13:11:05.250", LIMIT).start(),
                ride(1, "13:07:23", SHORT).start())
            .watermark(at("13:25:00.249"))
            .gate()
            .emit(
                ride(5, "13:25:00.250", -SHORT).start(),
                ride(6, "13:25:00.250", -3 * HOUR).start(),
                ride(7, "13:00:00.250", MINUTES).start())
            .watermark(at("18:00:00"));

    assertThat(trial.play(endsFirst).results(), alertsFor(3, 4));
  }

  @GradedCheck(
      points = 1,
      claim = "an END whose START never arrives gives no alert",
      lesson =
          "Only a ride whose START has arrived can give an alert. For an END without START, the"
              + " timer deletes the state and emits nothing.")
  void startLost(Trial trial) {
    Script startsLost =
        script()
            .emit(ride(1, "13:07:23", SHORT).end(), ride(2, "13:11:05.250", 3 * HOUR).end())
            .emit(ride(3, "13:15:30", -SHORT).end())
            .watermark(at("13:24:23"))
            .watermark(at("13:24:23"))
            .watermark(at("2013-01-04T18:00:00"));

    assertThat(trial.play(startsLost).results(), alertsFor());
  }

  @GradedCheck(
      points = 1,
      claim = "an END after the alert gives no second alert",
      lesson =
          "After the alert the ride is finished, and its state is empty. An END that arrives later"
              + " gives no second alert.")
  void alertOnce(Trial trial) {
    Trip endsAfterTheAlert = ride(1, "13:07:23", 3 * HOUR);
    Trip endsSoonAfter = ride(2, "13:07:23", LIMIT + 1);
    Trip knownToBeLong = ride(3, "13:11:05.250", 3 * HOUR);
    Script lateEnds =
        script()
            .emit(endsAfterTheAlert.start(), endsSoonAfter.start())
            .emit(knownToBeLong.start(), knownToBeLong.end())
            .watermark(at("15:07:23"))
            .emit(endsSoonAfter.end())
            .watermark(at("16:00:00"))
            .emit(endsAfterTheAlert.end())
            .watermark(at("20:00:00"));

    assertThat(trial.play(lateEnds).results(), alertsFor(1, 2, 3));
  }

  @GradedCheck(
      points = 1,
      claim = "rides with the same times or with the same taxi are kept separate",
      lesson =
          "State and timers belong to the key, which is the ride id. Many rides can each have a"
              + " timer for the same instant.")
  void sameTime(Trial trial) {
    Trip instantly = ride(4, "13:07:23", 0);
    Trip instantlyEndFirst = ride(5, "15:07:23", 0);
    Script sameTime =
        script()
            .emit(
                ride(1, "13:07:23", 0).inCab(77).start(),
                ride(2, "13:07:23", SHORT).inCab(77).start(),
                ride(3, "13:07:23", 0).inCab(77).start(),
                ride(2, "13:07:23", SHORT).inCab(77).end(),
                ride(twin(1), "13:07:23", SHORT).inCab(77).end(),
                ride(twin(1), "13:07:23", SHORT).inCab(77).start(),
                ride(sameHash(3), "13:07:23", SHORT).inCab(77).start(),
                ride(sameHash(3), "13:07:23", SHORT).inCab(77).end(),
                ride(sameBucket(1), "13:07:23", SHORT).inCab(77).start(),
                ride(sameBucket(1), "13:07:23", SHORT).inCab(77).end(),
                ride(-3, "13:07:23", SHORT).inCab(77).start(),
                ride(-3, "13:07:23", SHORT).inCab(77).end(),
                ride(beyondDouble(6), "13:07:23", 0).inCab(77).start(),
                ride(beyondDouble(7), "13:07:23", SHORT).inCab(77).start(),
                ride(beyondDouble(7), "13:07:23", SHORT).inCab(77).end(),
                instantly.start(),
                instantly.end(),
                instantlyEndFirst.end(),
                instantlyEndFirst.start())
            .watermark(at("2013-01-04T18:00:00"));

    assertThat(trial.play(sameTime).results(), alertsFor(1, 3, beyondDouble(6)));
  }

  @GradedCheck(
      rung = Rung.SERIALISATION,
      points = 1,
      claim = "Flink serialises events, results and state without Kryo")
  void serialisation(Trial trial) {
    assertThat(trial.play(Scenario.of(someRides()).withoutKryo()).results(), alertsFor(2, 4));
  }

  @GradedCheck(
      rung = Rung.ROCKSDB,
      points = 1,
      claim = "the alerts are the same on the RocksDB state backend")
  void rocksdb(Trial trial) {
    checkOnRocksDb(trial, Scenario.of(someRides()), 0.5, Outcome::results, alertsFor(2, 4));
  }

  @GradedCheck(
      rung = Rung.EVENT_TIME,
      points = 1,
      claim = "the alerts are the same in every order of arrival")
  void eventTime(Trial trial) {
    trial.check(
        OutOfOrder.shuffle(manyRides(trial.random()), BOUND, trial.random()),
        LongRideAlertsChecks::arriving,
        Alerts::alertsLikeTheOracle);
  }

  @GradedCheck(
      rung = Rung.PARALLELISM,
      points = 1,
      claim = "the alerts are the same at parallelism 1 and 4")
  void parallelism(Trial trial) {
    trial.check(
        OutOfOrder.shuffle(manyRides(trial.random()), BOUND, trial.random()),
        rides -> arriving(rides).atParallelism(4),
        Alerts::alertsLikeTheOracle);
  }

  @GradedCheck(
      rung = Rung.STATE_HYGIENE,
      points = 1,
      claim = "after a ride is finished, no state and no timer of it is left",
      lesson =
          "Clear state on every path: when both events have arrived, after the alert, and for an"
              + " END whose START never arrives. This END needs its own timer.")
  void stateHygiene(Trial trial) {
    int count = 150;
    long early = at("08:07:23");
    long alerts = early + 130L * count + LIMIT + 1;
    long time = alerts + HOUR;
    long over = time + 130L * count + LIMIT + 1;
    String afterTheAlert = "3 hours, END after the alert";
    String longAfter = "3 hours, END late and long after the alert";
    Hygiene.of(trial)
        .keeping(
            "open rides",
            100,
            events(1_000, 100, over + HOUR, SHORT, ride -> List.of(ride.start())))
        .over("3 hours", events(7_000, count, early, 3 * HOUR, Trip::startAndEnd))
        .over("3 hours, END first", events(8_000, count, early, 3 * HOUR, Trip::endAndStart))
        .over(
            "3 hours, START lost",
            events(9_000, count, early, 3 * HOUR, ride -> List.of(ride.end())))
        .over(afterTheAlert, events(10_000, count, early, 3 * HOUR, ride -> List.of(ride.start())))
        .watermark(alerts)
        .over(afterTheAlert, events(10_000, count, early, 3 * HOUR, ride -> List.of(ride.end())))
        .over("END in time", events(2_000, count, time, SHORT, Trip::startAndEnd))
        .over("END first", events(3_000, count, time, SHORT, Trip::endAndStart))
        .over("END lost", events(4_000, count, time, SHORT, ride -> List.of(ride.start())))
        .over("START lost", events(5_000, count, time, SHORT, ride -> List.of(ride.end())))
        .over(
            "END before its START, START lost",
            events(6_000, count, time, -SHORT, ride -> List.of(ride.end())))
        .over(longAfter, events(11_000, count, early, 3 * HOUR, ride -> List.of(ride.start())))
        .watermark(over)
        .over(longAfter, events(11_000, count, early, 3 * HOUR, ride -> List.of(ride.end())))
        .watermark(over + 1)
        .check();
  }

  @GradedCheck(
      rung = Rung.TASK_FAILURE,
      points = 2,
      claim = "if a task fails, open rides and their timers are restored from the checkpoint")
  void taskFailure(Trial trial) {
    Script across = across(TASK_FAILURE);
    for (Script script : withFailures(across)) {
      assertThat(trial.play(script).results(), alertsAcross(TASK_FAILURE));
    }
    Trip ofIdZero = ride(0, "13:07:23", SHORT);
    Script firstAfterwards =
        script()
            .emit(ofIdZero.start())
            .checkpoint()
            .inject(TASK_FAILURE)
            .emit(ofIdZero.end())
            .watermark(at("18:00:00"));
    assertThat(trial.play(firstAfterwards).results(), alertsFor());
  }

  @GradedCheck(
      rung = Rung.WORKER_LOSS,
      points = 1,
      claim = "if the worker is lost, open rides and their timers are not lost")
  void workerLoss(Trial trial) {
    trial.checkTogether(
        withLosses(Scenario.of(across(WORKER_LOSS))), Outcome::results, alertsAcross(WORKER_LOSS));
  }

  @GradedCheck(
      rung = Rung.RESCALE,
      points = 1,
      claim = "state and timers continue from a savepoint at another parallelism")
  void rescale(Trial trial) {
    List<TaxiRide> inAnyOrder = new ArrayList<>(manyRides(trial.random()));
    Collections.shuffle(inAnyOrder, trial.random());

    trial.check(
        inAnyOrder,
        rides -> rescaled(rides, at("12:59:59"), at("23:59:59")),
        Alerts::alertsLikeTheOracle);
  }

  private static Scenario arriving(List<TaxiRide> rides) {
    return Scenario.of(OutOfOrder.arrive(rides, BOUND).watermark(at("23:59:59")));
  }

  private static Script someRides() {
    return script()
        .emit(
            ride(1, "13:07:23", SHORT).start(),
            ride(2, "13:11:05.250", 0).start(),
            ride(3, "13:15:30", SHORT).end(),
            ride(4, "13:20:00", 3 * HOUR).end())
        .emit(
            ride(1, "13:07:23", SHORT).end(),
            ride(3, "13:15:30", SHORT).start(),
            ride(4, "13:20:00", 3 * HOUR).start(),
            ride(5, "13:25:00", SHORT).end())
        .watermark(at("18:00:00"));
  }

  /**
   * Before the checkpoint: five STARTs and an END that waits. After it, rolled back and coming
   * again: an alert, an END, a START. After the failure: what the waiting ones wait for, if
   * anything.
   */
  private static Script across(Fault fault) {
    return script()
        .emit(
            ride(1, "11:00:00.500", 0).start(),
            ride(2, "13:07:23", 0).start(),
            ride(3, "13:11:05.250", SHORT).start(),
            ride(4, "13:15:30", SHORT).start(),
            ride(5, "13:20:00", LIMIT + 1).start(),
            ride(6, "13:25:00", SHORT).end())
        .checkpoint()
        .emit(ride(3, "13:11:05.250", SHORT).end(), ride(7, "13:12:00", 0).start())
        .watermark(at("13:00:00.501"))
        .inject(fault)
        .emit(
            ride(4, "13:15:30", SHORT).end(),
            ride(5, "13:20:00", LIMIT + 1).end(),
            ride(6, "13:25:00", SHORT).start())
        .watermark(at("18:00:00"));
  }

  private static List<TaxiRide> events(
      long first, int count, long time, long duration, Function<Trip, List<TaxiRide>> each) {
    return rides(first, count, time, duration).stream()
        .flatMap(ride -> each.apply(ride).stream())
        .toList();
  }

  private static Trip ride(long rideId, String startTime, long duration) {
    return ride(rideId, at(startTime), duration);
  }

  private static Trip ride(long rideId, long startTime, long duration) {
    return Trip.trip(rideId, rideId % 4 == 0 ? Awkward.NOWHERE : SQUARE, AIRPORT)
        .startingAt(startTime)
        .lasting(Duration.ofMillis(duration));
  }

  private static List<Trip> rides(long first, int count, long time, long duration) {
    List<Trip> trips = new ArrayList<>();
    for (long rideId : Awkward.ids(first, count)) {
      trips.add(ride(rideId, time + trips.size() * 130L, duration).inCab(77));
    }
    return trips;
  }

  /** A hundred rides within five hours, of up to four; one event in ten is lost. */
  private static List<TaxiRide> manyRides(Random random) {
    List<TaxiRide> events = new ArrayList<>();
    for (long rideId : Awkward.ids(10_000, 100)) {
      long duration =
          switch (random.nextInt(10)) {
            case 0 -> LIMIT + random.nextInt(2);
            case 1 -> -random.nextLong(SHORT);
            default -> random.nextLong(4 * HOUR);
          };
      Trip trip =
          ride(rideId, at("13:00:00") + random.nextLong(5 * HOUR), duration)
              .inCab(random.nextInt(5));
      Stream.of(trip.start(), trip.end())
          .filter(event -> random.nextInt(10) > 0)
          .forEach(events::add);
    }
    return events;
  }
}
