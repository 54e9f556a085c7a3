package streamkata.grader.labs.ridesandfares;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Awkward.beyondDouble;
import static streamkata.grader.labs.Awkward.flipped;
import static streamkata.grader.labs.Awkward.sameHash;
import static streamkata.grader.labs.Awkward.twin;
import static streamkata.grader.labs.PaidRides.AT_THE_EPOCH;
import static streamkata.grader.labs.PaidRides.IN_THE_NEXT_CENTURY;
import static streamkata.grader.labs.PaidRides.end;
import static streamkata.grader.labs.PaidRides.fare;
import static streamkata.grader.labs.PaidRides.start;
import static streamkata.grader.labs.Shapes.checkOnRocksDb;
import static streamkata.grader.labs.Shapes.withFailures;
import static streamkata.grader.labs.Shapes.withLosses;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.matchers.Emits.emits;
import static streamkata.grader.scenario.Fault.TASK_FAILURE;
import static streamkata.grader.scenario.Fault.WORKER_LOSS;
import static streamkata.grader.scenario.Script.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiEvent;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.Awkward;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.labs.Hygiene;
import streamkata.grader.labs.OutOfOrder;
import streamkata.grader.labs.PaidRides;
import streamkata.grader.labs.Shapes;
import streamkata.grader.labs.Trip;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;

/**
 * Rides and fares come from two sources, and nothing is known about the order between two sources
 * but what a look, or another gate, separates.
 */
public class RidesAndFaresChecks {

  /** The second input; its watermark moves, and that of the rides stands still. */
  private static final int FARES = 1;

  private static final String ONLY_STARTS =
      "Drop END events before they reach state: isStart() tells them apart, and no other field does."
          + " An END can arrive before its START, or between START and fare.";

  private static final long YEARS_LATER = at("2043-02-10T09:30:00");

  /** So few that of many pairs the halves come in different turns. */
  private static final int TURN = 60;

  private static final Duration BOUND = Duration.ofMinutes(5);

  @GradedCheck(
      points = 2,
      claim = "if the START arrives first, the pair is emitted as soon as the fare arrives",
      lesson =
          "Keep the event that arrives first in keyed state. When the second event arrives, read"
              + " the first one from state and emit the pair at once.")
  void rideFirst(Trial trial) {
    Script script =
        script()
            .emit(start(17))
            .look("before the fare")
            .watermark(YEARS_LATER)
            .gate()
            .emit(fare(17))
            .look("after it")
            .emit(end(17));
    Outcome outcome = trial.play(script);

    assertThat(when("before the fare"), outcome.results("before the fare"), pairs());
    assertThat(when("after it"), outcome.results("after it"), pairs(17));
    assertThat(outcome.results(), pairs(17));
  }

  @GradedCheck(
      points = 1,
      claim = "if the fare arrives first, the pair is emitted as soon as the START arrives",
      lesson =
          "Two streams have no common order. So keep a START until its fare arrives, and keep a"
              + " fare until its START arrives.")
  void fareFirst(Trial trial) {
    Script script =
        script()
            .emit(fare(18))
            .look("before the START")
            .watermark(FARES, YEARS_LATER)
            .look("the watermark of the rides stands still")
            .watermark(YEARS_LATER)
            .gate()
            .emit(start(18))
            .look("after it")
            .emit(end(18));
    Outcome outcome = trial.play(script);

    assertThat(when("before the START"), outcome.results("before the START"), pairs());
    assertThat(when("after it"), outcome.results("after it"), pairs(18));
    assertThat(outcome.results(), pairs(18));
  }

  @GradedCheck(
      points = 2,
      claim = "END events are ignored, whenever they arrive",
      lesson = ONLY_STARTS)
  void ends(Trial trial) {
    Script script =
        script()
            .emit(end(21), start(21), start(22), end(22), end(23), fare(24))
            .look("no pair yet")
            .emit(fare(21), fare(22), fare(23), end(24))
            .look("two pairs")
            .emit(start(24), end(21));
    Outcome outcome = trial.play(script);

    assertThat(when("no pair yet"), outcome.results("no pair yet"), pairs());
    assertThat(when("two pairs"), outcome.results("two pairs"), pairs(21, 22));
    assertThat(outcome.results(), pairs(21, 22, 24));
    Shapes.checkAtOnce(trial, Scenario.of(script));
  }

  @GradedCheck(
      points = 1,
      claim = "each ride gets its own fare, also if several rides have the same driver",
      lesson =
          "Only the ride id says which START and which fare belong together. Key both streams by"
              + " it.")
  void manyRides(Trial trial) {
    Script script =
        script()
            .emit(start(31), start(32), start(33), start(twin(31)))
            .emit(fare(34), fare(35), fare(sameHash(35)), fare(flipped(33)), end(32))
            .look("no pair yet")
            .emit(end(AT_THE_EPOCH), fare(AT_THE_EPOCH))
            .watermark(Trip.SOME_TIME)
            .emit(fare(IN_THE_NEXT_CENTURY))
            .emit(fare(32), start(35), fare(40), start(37), fare(twin(37)), fare(-33))
            .emit(start(beyondDouble(38)), fare(beyondDouble(39)))
            .look("two pairs")
            .emit(start(40), start(34), fare(31), end(34), start(sameHash(35)), fare(twin(31)))
            .emit(start(AT_THE_EPOCH), start(IN_THE_NEXT_CENTURY));
    Outcome outcome = trial.play(script);

    assertThat(when("no pair yet"), outcome.results("no pair yet"), pairs());
    assertThat(when("two pairs"), outcome.results("two pairs"), pairs(32, 35));
    assertThat(
        outcome.results(),
        pairs(31, twin(31), 32, 34, 35, sameHash(35), 40, AT_THE_EPOCH, IN_THE_NEXT_CENTURY));
    Script untilTheInputEnds = script().emit(start(41), fare(47), start(43), fare(43)).close();
    assertThat("at the end of the input", trial.play(untilTheInputEnds).results(), pairs(43));
  }

  @GradedCheck(
      rung = Rung.SERIALISATION,
      points = 1,
      claim = "Flink serialises events, results and state without Kryo")
  void serialisation(Trial trial) {
    assertThat(trial.play(Scenario.of(bothWaysRound()).withoutKryo()).results(), pairs(41, 42));
  }

  @GradedCheck(
      rung = Rung.ROCKSDB,
      points = 1,
      claim = "the pairs are the same on the RocksDB state backend")
  void rocksdb(Trial trial) {
    checkOnRocksDb(trial, Scenario.of(bothWaysRound()), 0.7, Outcome::results, pairs(41, 42));
  }

  @GradedCheck(
      rung = Rung.PARALLELISM,
      points = 1,
      claim = "the pairs are the same at parallelism 1 and 4",
      lesson =
          "Both streams must be partitioned by the same key. Otherwise a START and its fare go to"
              + " different instances, and instances share no memory.")
  void parallelism(Trial trial) {
    List<TaxiEvent> arrivals =
        OutOfOrder.shuffle(manyEvents(trial.random()), BOUND, trial.random());

    trial.check(
        arrivals,
        events -> Scenario.of(OutOfOrder.arriveInTurns(events, BOUND, TURN)).atParallelism(4),
        events -> pairs(RidesAndFaresOracle.pairs(events)));
  }

  @GradedCheck(
      rung = Rung.STATE_HYGIENE,
      points = 2,
      claim = "after a pair is emitted, nothing of it stays in state",
      lesson =
          "Call clear() on both paths: when the fare arrives second, and when the START arrives"
              + " second. Do not put an event into state if it need not wait.")
  void stateHygiene(Trial trial) {
    String startFirst = "pairs whose START came first";
    String fareFirst = "pairs whose fare came first";
    Hygiene.of(trial)
        .keeping("waiting STARTs and fares", 60, PaidRides.ofEach(1_000, 60, PaidRides::start))
        .keeping("waiting STARTs and fares", 60, PaidRides.ofEach(1_200, 60, PaidRides::fare))
        .over(startFirst, PaidRides.ofEach(2_000, 200, PaidRides::start))
        .over(fareFirst, PaidRides.ofEach(3_000, 200, PaidRides::fare))
        .over("ENDs whose START was lost", PaidRides.ofEach(4_000, 200, PaidRides::end))
        .then()
        .over(startFirst, PaidRides.ofEach(2_000, 200, PaidRides::fare))
        .over(fareFirst, PaidRides.ofEach(3_000, 200, PaidRides::start))
        .over("ENDs after the pair", PaidRides.ofEach(2_000, 200, PaidRides::end))
        .then()
        .check();
  }

  @GradedCheck(
      rung = Rung.TASK_FAILURE,
      points = 2,
      claim = "if a task fails, no START and no fare is lost, and no pair is emitted twice")
  void taskFailure(Trial trial) {
    Script across = across(TASK_FAILURE);
    for (Script script : withFailures(across)) {
      assertThat(trial.play(script).results(), pairs(51, 52, 53, 54, 55, 56, 57));
    }
    Script firstAfterwards =
        script().emit(start(0)).checkpoint().inject(TASK_FAILURE).emit(fare(0));
    assertThat(trial.play(firstAfterwards).results(), pairs(0));
  }

  @GradedCheck(
      rung = Rung.WORKER_LOSS,
      points = 1,
      claim = "if the worker is lost, the STARTs and the fares in state are not lost")
  void workerLoss(Trial trial) {
    trial.checkTogether(
        withLosses(Scenario.of(across(WORKER_LOSS))),
        Outcome::results,
        pairs(51, 52, 53, 54, 55, 56, 57));
  }

  @GradedCheck(
      rung = Rung.RESCALE,
      points = 1,
      claim = "the job continues from a savepoint at another parallelism")
  void rescale(Trial trial) {
    List<TaxiEvent> before = new ArrayList<>();
    List<TaxiEvent> after = new ArrayList<>();
    List<Long> rides = Awkward.ids(6_000, 40);
    for (long ride : rides) {
      boolean startFirst = before.size() % 3 == 0;
      before.add(startFirst ? start(ride) : fare(ride));
      after.add(startFirst ? fare(ride) : start(ride));
    }
    Script script = script().emit(before).rescale(4).emit(after);
    Scenario scenario = Scenario.of(script).atParallelism(2);

    assertThat(trial.play(scenario).results(), pairs(rides.stream().mapToLong(id -> id).toArray()));
  }

  private static String when(String look) {
    return "results at the look: " + look;
  }

  private static Script bothWaysRound() {
    return script().emit(start(41), fare(42)).look("halves").emit(fare(41), start(42));
  }

  /**
   * Rides 51 and 52 come half before the checkpoint and half after the failure. Of 53 and 54 the
   * second half comes between the two, so it is rolled back and comes again; so do both halves of
   * 55, and one half of 56 and 57.
   */
  private static Script across(Fault fault) {
    return script()
        .emit(start(51), fare(52), start(53), fare(54))
        .checkpoint()
        .emit(fare(53), start(54), start(55), fare(55), start(56), fare(57))
        .inject(fault)
        .look("recovered")
        .emit(fare(51), start(52), fare(56), start(57));
  }

  /** As many rides, one kind of event of each and then another; no watermark comes. */
  private static Emits<RideAndFare> pairs(long... rides) {
    return pairs(
        LongStream.of(rides).mapToObj(id -> new RideAndFare(start(id), fare(id))).toList());
  }

  private static Emits<RideAndFare> pairs(List<RideAndFare> expected) {
    return emits(expected, RidesAndFaresChecks::subject, RidesAndFaresChecks::value)
        .toTheLastComponent()
        .because(RidesAndFaresChecks::why)
        .lookAt(
            (missing, wrong) ->
                wrong.stream().anyMatch(RidesAndFaresChecks::hasEnd) ? ONLY_STARTS : "");
  }

  private static boolean hasEnd(RideAndFare pair) {
    return pair.ride() != null && !pair.ride().isStart();
  }

  private static String subject(RideAndFare pair) {
    TaxiEvent some = pair.ride() == null ? pair.fare() : pair.ride();
    return some == null ? "no ride" : "ride " + some.rideId();
  }

  private static String value(RideAndFare pair) {
    return "(%s, %s)"
        .formatted(
            pair.ride() == null ? "null" : pair.ride().isStart() ? "START" : "END",
            pair.fare() == null ? "null" : "fare of ride " + pair.fare().rideId());
  }

  private static String why(List<RideAndFare> wanted, List<RideAndFare> got) {
    if (got.stream().anyMatch(RidesAndFaresChecks::hasEnd)) {
      return "an END belongs to no pair";
    }
    if (got.stream()
        .anyMatch(
            pair ->
                pair.ride() != null
                    && pair.fare() != null
                    && pair.ride().rideId() != pair.fare().rideId())) {
      return "a fare belongs to the ride with its ride id, not to another ride of the same driver";
    }
    if (!wanted.isEmpty() && got.size() > wanted.size()) {
      return "the pair was emitted again";
    }
    return got.isEmpty() ? "the START and the fare were not joined" : "";
  }

  /** Of a hundred rides START, END and fare; each is lost now and then. */
  private static List<TaxiEvent> manyEvents(Random random) {
    List<TaxiEvent> events = new ArrayList<>();
    for (long ride : Awkward.ids(7_000, 100)) {
      for (TaxiEvent event : List.of(start(ride), end(ride), fare(ride))) {
        if (random.nextInt(8) > 0) {
          events.add(event);
        }
      }
    }
    return events;
  }
}
