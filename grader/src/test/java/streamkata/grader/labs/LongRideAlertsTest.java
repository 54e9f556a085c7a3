package streamkata.grader.labs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThan;
import static streamkata.grader.matchers.Emits.emits;
import static streamkata.grader.scenario.Fault.TASK_FAILURE;
import static streamkata.grader.scenario.Fault.WORKER_LOSS;
import static streamkata.grader.scenario.Outcome.RESULT;
import static streamkata.grader.scenario.Script.script;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import streamkata.common.lab.LongRideAlertsLab;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Check;
import streamkata.grader.grading.GradedLab;
import streamkata.grader.grading.Trial;
import streamkata.grader.matchers.Emits;
import streamkata.grader.oracles.LongRideAlertsOracle;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Pipeline;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.scenario.Trip;
import streamkata.grader.scenario.Trip.Place;

@GradedLab("long-ride-alerts")
class LongRideAlertsTest {

  private static final Pipeline<LongRideAlertsLab> ALERTS =
      (lab, streams) -> streams.collect(Long.class, lab.alerts(streams.rides()));

  private static final Place SQUARE = new Place(-73.9851, 40.7589);
  private static final Place AIRPORT = new Place(-73.7822, 40.6441);

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long LIMIT = 2 * HOUR;
  private static final long SHORT = Duration.ofMinutes(17).toMillis();
  private static final Duration BOUND = Duration.ofMinutes(40);

  @Check("two-hours")
  void exactly_two_hours_is_not_long_a_millisecond_more_is(Trial<LongRideAlertsLab> trial) {
    Trip exactly = ride(1, "13:07:23", LIMIT);
    Trip longer = ride(2, "13:07:23", LIMIT + 1);
    Trip exactlyToo = ride(3, "13:11:05.250", LIMIT);
    Trip longerToo = ride(4, "13:11:05.250", LIMIT + 1);
    Script aroundTheLimit =
        script()
            .emit(exactly.start(), longer.start())
            .emit(exactlyToo.start(), exactlyToo.end(), longerToo.start(), longerToo.end())
            .watermark(at("15:07:22.999"))
            .emit(exactly.end(), longer.end())
            .watermark(at("16:00:00"));

    assertThat(play(trial, aroundTheLimit), alertsFor(2, 4));
  }

  @Check("end-lost")
  void the_alert_comes_when_the_watermark_reaches_start_plus_two_hours(
      Trial<LongRideAlertsLab> trial) {
    Script twoWithoutEnd =
        script()
            .emit(
                ride(1, "13:07:23", 0).start(),
                ride(2, "13:20:00", SHORT).start(),
                ride(2, "13:20:00", SHORT).end(),
                ride(3, "14:30:00.250", 0).start())
            .watermark(at("15:07:22.999"))
            .look("before the first")
            .watermark(at("15:07:23.001"))
            .look("after the first")
            .watermark(at("16:30:00.249"))
            .look("before the second")
            .watermark(at("16:30:00.251"));
    Outcome outcome = trial.play(ALERTS, Scenario.of(twoWithoutEnd));

    assertThat("at the watermark 15:07:22.999", at(outcome, "before the first"), alertsFor());
    assertThat("at the watermark 15:07:23.001", at(outcome, "after the first"), alertsFor(1));
    assertThat("at the watermark 16:30:00.249", at(outcome, "before the second"), alertsFor(1));
    assertThat("at the watermark 16:30:00.251", outcome.results(), alertsFor(1, 3));
  }

  @Check("end-first")
  void an_end_may_arrive_before_its_start(Trial<LongRideAlertsLab> trial) {
    Script endsFirst =
        script()
            .emit(
                ride(1, "13:07:23", SHORT).end(),
                ride(2, "13:11:05.250", LIMIT).end(),
                ride(3, "13:15:30", LIMIT + 1).end(),
                ride(4, "13:20:00", 3 * HOUR).end())
            .watermark(at("13:07:22.999"))
            .emit(
                ride(4, "13:20:00", 3 * HOUR).start(),
                ride(3, "13:15:30", LIMIT + 1).start(),
                ride(2, "13:11:05.250", LIMIT).start(),
                ride(1, "13:07:23", SHORT).start())
            .watermark(at("18:00:00"));

    assertThat(play(trial, endsFirst), alertsFor(3, 4));
  }

  @Check("start-lost")
  void an_end_without_start_gives_nothing(Trial<LongRideAlertsLab> trial) {
    Script startsLost =
        script()
            .emit(ride(1, "13:07:23", SHORT).end(), ride(2, "13:11:05.250", 3 * HOUR).end())
            .watermark(at("18:00:00"));

    assertThat(play(trial, startsLost), alertsFor());
  }

  @Check("alert-once")
  void a_ride_has_one_alert_whenever_its_end_comes(Trial<LongRideAlertsLab> trial) {
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

    assertThat(play(trial, lateEnds), alertsFor(1, 2, 3));
  }

  @Check("same-time")
  void rides_of_the_same_instant_and_cab_are_kept_apart(Trial<LongRideAlertsLab> trial) {
    Trip instantly = ride(4, "13:07:23", 0);
    Trip instantlyEndFirst = ride(5, "15:07:23", 0);
    Script sameTime =
        script()
            .emit(
                inTheSameCab(ride(1, "13:07:23", 0).start()),
                inTheSameCab(ride(2, "13:07:23", SHORT).start()),
                inTheSameCab(ride(3, "13:07:23", 0).start()),
                inTheSameCab(ride(2, "13:07:23", SHORT).end()),
                instantly.start(),
                instantly.end(),
                instantlyEndFirst.end(),
                instantlyEndFirst.start())
            .watermark(at("18:00:00"));

    assertThat(play(trial, sameTime), alertsFor(1, 3));
  }

  @Check("serialisation")
  void nothing_needs_kryo(Trial<LongRideAlertsLab> trial) {
    assertThat(
        trial.play(ALERTS, Scenario.of(someRides()).withoutKryo()).results(), alertsFor(2, 4));
  }

  @Check("rocksdb")
  void the_same_comes_out_on_rocksdb(Trial<LongRideAlertsLab> trial) {
    assertThat(trial.play(ALERTS, Scenario.of(someRides()).onRocksDb()).results(), alertsFor(2, 4));
  }

  @Check("event-time")
  void the_same_comes_out_in_whatever_order_events_arrive(Trial<LongRideAlertsLab> trial) {
    trial.check(
        ALERTS,
        OutOfOrder.shuffle(manyRides(trial.random()), BOUND, trial.random()),
        LongRideAlertsTest::arriving,
        LongRideAlertsTest::alertsLikeTheOracle);
  }

  @Check("parallelism")
  void the_same_comes_out_at_parallelism_one_and_four(Trial<LongRideAlertsLab> trial) {
    List<TaxiRide> rides = OutOfOrder.shuffle(manyRides(trial.random()), BOUND, trial.random());

    trial.check(
        ALERTS, rides, LongRideAlertsTest::arriving, LongRideAlertsTest::alertsLikeTheOracle);
    trial.check(
        ALERTS,
        rides,
        some -> arriving(some).atParallelism(4).inOrderBy(LongRideAlertsTest::startsApartFromEnds),
        LongRideAlertsTest::alertsLikeTheOracle);
  }

  @Check("state-hygiene")
  void nothing_is_left_of_rides_that_are_over(Trial<LongRideAlertsLab> trial) {
    nothingIsLeft(trial, "END in time", SHORT, trip -> List.of(trip.start(), trip.end()));
    nothingIsLeft(trial, "END first", SHORT, trip -> List.of(trip.end(), trip.start()));
    nothingIsLeft(trial, "END lost", SHORT, trip -> List.of(trip.start()));
    nothingIsLeft(trial, "START lost", SHORT, trip -> List.of(trip.end()));
    nothingIsLeft(trial, "3 hours", 3 * HOUR, trip -> List.of(trip.start(), trip.end()));
    nothingIsLeft(trial, "3 hours, END first", 3 * HOUR, trip -> List.of(trip.end(), trip.start()));
    nothingIsLeft(trial, "3 hours, START lost", 3 * HOUR, trip -> List.of(trip.end()));
    nothingIsLeft(
        trial,
        "3 hours, END after the alert",
        3 * HOUR,
        trip -> List.of(trip.start()),
        trip -> List.of(trip.end()));
  }

  @Check("task-failure")
  void rides_under_way_are_as_in_the_checkpoint_when_a_task_has_failed(
      Trial<LongRideAlertsLab> trial) {
    assertThat(play(trial, across(TASK_FAILURE)), alertsAcross(TASK_FAILURE));
  }

  @Check("worker-loss")
  void rides_under_way_are_as_in_the_checkpoint_when_the_worker_has_died(
      Trial<LongRideAlertsLab> trial) {
    assertThat(play(trial, across(WORKER_LOSS)), alertsAcross(WORKER_LOSS));
  }

  @Check("rescale")
  void state_and_timers_move_with_their_rides_when_the_job_is_rescaled(
      Trial<LongRideAlertsLab> trial) {
    List<TaxiRide> inAnyOrder = new ArrayList<>(manyRides(trial.random()));
    Collections.shuffle(inAnyOrder, trial.random());

    trial.check(
        ALERTS,
        inAnyOrder,
        rides -> {
          int half = rides.size() / 2;
          Script rescaled =
              script()
                  .emit(rides.subList(0, half))
                  .watermark(at("12:59:59"))
                  .rescale(4)
                  .emit(rides.subList(half, rides.size()))
                  .watermark(at("23:59:59"));
          return Scenario.of(rescaled)
              .atParallelism(2)
              .inOrderBy(LongRideAlertsTest::startsApartFromEnds);
        },
        LongRideAlertsTest::alertsLikeTheOracle);
  }

  private static Scenario arriving(List<TaxiRide> rides) {
    return Scenario.of(OutOfOrder.arrive(rides, BOUND).watermark(at("23:59:59")));
  }

  /** START and END of a ride come from different instances of the source. */
  private static Object startsApartFromEnds(TaxiEvent event) {
    return 2 * event.rideId() + (((TaxiRide) event).isStart() ? 1 : 0);
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

  private static Emits<Long> alertsAcross(Fault fault) {
    String event = fault == WORKER_LOSS ? "the worker died" : "the task failed";
    return emitsAlerts(List.of(1L, 2L, 5L, 7L))
        .because(
            (wanted, got) -> {
              if (got.size() > 1) {
                return "an alert that was rolled back must come again, but only once";
              }
              long ride = got.isEmpty() ? wanted.get(0) : got.get(0);
              String reason =
                  switch ((int) ride) {
                    case 1 -> "its alert was rolled back and did not come again when ";
                    case 2, 5 -> "its START or its timer was lost when ";
                    case 3 -> "its END came again, but found no START any more, when ";
                    case 4 -> "its START was lost or its timer was not deleted when ";
                    case 6 -> "its END, which waited for the START, was lost when ";
                    default -> "its START came again, but was not taken in, when ";
                  };
              return reason + event;
            });
  }

  /** Lets 5 rides happen and be over, then 200 more; phase by phase, the last after the alert. */
  @SafeVarargs
  private static void nothingIsLeft(
      Trial<LongRideAlertsLab> trial,
      String kind,
      long duration,
      Function<Trip, List<TaxiRide>>... phases) {
    long time = at("08:07:23");
    long later = time + 5 * HOUR;
    Script script = script();
    happens(script, rides(1_000, 5, time, duration), phases);
    script.watermark(time + 4 * HOUR).checkpoint("5 rides");
    happens(script, rides(2_000, 200, later, duration), phases);
    script.watermark(later + 4 * HOUR).checkpoint("205 rides");
    Outcome outcome = trial.play(ALERTS, Scenario.of(script));

    assertThat(
        "bytes of state, timers included, that are left of 200 rides that are over: " + kind,
        outcome.stateSize("205 rides") - outcome.stateSize("5 rides"),
        lessThan(1_000L));
  }

  @SafeVarargs
  private static void happens(
      Script script, List<Trip> rides, Function<Trip, List<TaxiRide>>... phases) {
    for (Function<Trip, List<TaxiRide>> phase : phases) {
      rides.forEach(ride -> script.emit(phase.apply(ride)));
      if (phases.length > 1) {
        script.watermark(rides.get(rides.size() - 1).startTime() + LIMIT + 1);
      }
    }
  }

  private static List<Long> play(Trial<LongRideAlertsLab> trial, Script script) {
    return trial.play(ALERTS, Scenario.of(script)).results();
  }

  private static List<Long> at(Outcome outcome, String look) {
    return outcome.results(look, RESULT);
  }

  private static Emits<Long> alertsFor(long... rideIds) {
    return alertsFor(LongStream.of(rideIds).boxed().toList());
  }

  private static Emits<Long> alertsFor(List<Long> rideIds) {
    return emitsAlerts(rideIds)
        .because(
            (wanted, got) -> {
              if (got.isEmpty()) {
                return "it is certain by now that it has no END within two hours";
              }
              return wanted.isEmpty()
                  ? "it is not long, or that is not certain yet"
                  : "one alert is enough";
            });
  }

  private static Emits<Long> alertsLikeTheOracle(List<TaxiRide> rides) {
    return alertsFor(LongRideAlertsOracle.alerts(rides));
  }

  private static Emits<Long> emitsAlerts(List<Long> rideIds) {
    return emits(rideIds, rideId -> "ride " + rideId, rideId -> "an alert");
  }

  private static Trip ride(long rideId, String startTime, long duration) {
    return ride(rideId, at(startTime), duration);
  }

  private static Trip ride(long rideId, long startTime, long duration) {
    return Trip.trip(rideId, SQUARE, AIRPORT)
        .startingAt(startTime)
        .lasting(Duration.ofMillis(duration));
  }

  private static TaxiRide inTheSameCab(TaxiRide ride) {
    return new TaxiRide(
        ride.rideId(),
        ride.isStart(),
        ride.startTime(),
        ride.endTime(),
        ride.startLon(),
        ride.startLat(),
        ride.endLon(),
        ride.endLat(),
        ride.passengerCnt(),
        2_013_000_077L,
        2_013_500_077L);
  }

  private static long at(String time) {
    return Instant.parse("2013-01-01T" + time + "Z").toEpochMilli();
  }

  private static List<Trip> rides(long firstRide, int count, long time, long duration) {
    return LongStream.range(0, count)
        .mapToObj(i -> ride(firstRide + i, time + i * 130, duration))
        .toList();
  }

  /** A hundred rides within five hours, of up to four; one event in ten is lost. */
  private static List<TaxiRide> manyRides(Random random) {
    List<TaxiRide> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      long duration =
          random.nextInt(10) == 0 ? LIMIT + random.nextInt(2) : random.nextLong(4 * HOUR);
      Trip trip = ride(10_000 + i, at("13:00:00") + random.nextLong(5 * HOUR), duration);
      Stream.of(trip.start(), trip.end())
          .filter(event -> random.nextInt(10) > 0)
          .forEach(events::add);
    }
    return events;
  }
}
