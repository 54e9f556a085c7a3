package streamkata.grader.labs.expiringstate;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Awkward.twin;
import static streamkata.grader.labs.PaidRides.AT_THE_EPOCH;
import static streamkata.grader.labs.PaidRides.IN_THE_NEXT_CENTURY;
import static streamkata.grader.labs.PaidRides.end;
import static streamkata.grader.labs.PaidRides.fare;
import static streamkata.grader.labs.PaidRides.fareTime;
import static streamkata.grader.labs.PaidRides.ofEach;
import static streamkata.grader.labs.PaidRides.start;
import static streamkata.grader.labs.PaidRides.time;
import static streamkata.grader.labs.Shapes.checkOnRocksDb;
import static streamkata.grader.labs.Shapes.withFailures;
import static streamkata.grader.labs.Shapes.withLosses;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.expiringstate.Results.are;
import static streamkata.grader.labs.expiringstate.Results.out;
import static streamkata.grader.labs.expiringstate.Results.pairs;
import static streamkata.grader.labs.expiringstate.Results.unmatchedFare;
import static streamkata.grader.labs.expiringstate.Results.unmatchedStart;
import static streamkata.grader.scenario.Fault.TASK_FAILURE;
import static streamkata.grader.scenario.Fault.WORKER_LOSS;
import static streamkata.grader.scenario.Script.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import streamkata.common.model.Event;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.Awkward;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.labs.Hygiene;
import streamkata.grader.labs.PaidRides;
import streamkata.grader.labs.Shapes;
import streamkata.grader.labs.expiringstate.ExpiringStateOracle.Outputs;
import streamkata.grader.labs.expiringstate.ExpiringStateOracle.Round;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;

/**
 * Rides and fares come from two sources, and nothing is known about the order between two sources
 * but what a look, or another gate, separates. No watermark is exactly the time of a half that
 * waits, only of one that comes later: a timer one millisecond later is as good.
 */
public class ExpiringStateChecks {

  private static final String HALVES = "waiting STARTs and fares";
  private static final int RIDES = 0;
  private static final int FARES = 1;
  private static final int ROUNDS = 7;
  private static final int RIDES_PER_ROUND = 10;
  private static final long FIRST_RIDE = 7_000;

  @GradedCheck(
      points = 1,
      claim =
          "a START and its fare are emitted as a pair at once, and END events are never emitted",
      lesson =
          "Join START and fare as in rides-and-fares. An event that is in a pair must not go to a"
              + " side output later.")
  void paired(Trial trial) {
    Script script =
        script()
            .emit(start(11), fare(12), end(11), end(13), end(14), start(14))
            .look("no pair yet")
            .emit(fare(11), start(12), fare(14))
            .look("three pairs")
            .watermark(at("2013-01-20T09:30:00"));
    Outcome outcome = trial.play(script);

    assertLook(outcome, "no pair yet", List.of());
    assertLook(outcome, "three pairs", pairs(11, 12, 14));
    assertLook(outcome, Outcome.END, pairs(11, 12, 14));
    Shapes.checkAtOnce(trial, Scenario.of(script));
  }

  @GradedCheck(
      points = 1,
      claim =
          "a START without fare, or a fare without START, goes to its side output when the"
              + " watermark reaches its time",
      lesson =
          "Register an event-time timer for the event time of each waiting event, also if the event"
              + " is late. Such a timer fires when the watermark advances the next time. Do not"
              + " compare with the watermark yourself.")
  void unmatched(Trial trial) {
    long late = fareTime(22);
    Script script =
        script()
            .emit(start(21), fare(22), end(21))
            .watermark(time(21) - 1)
            .look("just before")
            .watermark(time(21) + 1)
            .look("no fare for 21")
            .watermark(late - 1)
            .look("a millisecond before the time of the fare")
            .watermark(late + 1)
            .look("no START for 22")
            .emit(fare(21), start(22))
            .look("two events too late")
            .watermark(late + 2)
            .look("these two are unmatched, too")
            .emit(start(20), fare(19))
            .look("late events")
            .emit(fare(20))
            .look("two late events are a pair")
            .watermark(time(25))
            .look("one late event is not")
            .emit(start(19), start(25), start(twin(25)), fare(-25))
            .watermark(time(25))
            .look("the watermark is the time of 25 and -25")
            .emit(fare(25), start(-25))
            .watermark(time(25) + 1);
    Outcome outcome = trial.play(script);

    List<Result> expected = new ArrayList<>();
    assertLook(outcome, "just before", expected);
    expected.add(unmatchedStart(21));
    assertLook(outcome, "no fare for 21", expected);
    assertLook(outcome, "a millisecond before the time of the fare", expected);
    expected.add(unmatchedFare(22));
    assertLook(outcome, "no START for 22", expected);
    assertLook(outcome, "two events too late", expected);
    expected.addAll(List.of(unmatchedFare(21), unmatchedStart(22)));
    assertLook(outcome, "these two are unmatched, too", expected);
    assertLook(outcome, "late events", expected);
    expected.addAll(pairs(20));
    assertLook(outcome, "two late events are a pair", expected);
    expected.add(unmatchedFare(19));
    assertLook(outcome, "one late event is not", expected);
    assertLook(outcome, "the watermark is the time of 25 and -25", expected);
    expected.addAll(pairs(25, -25));
    expected.addAll(List.of(unmatchedStart(19), unmatchedStart(twin(25))));
    assertLook(outcome, Outcome.END, expected);
    Shapes.checkAtOnce(trial, Scenario.of(script));
    atTheEndsOfTime(trial);
  }

  private static void atTheEndsOfTime(Trial trial) {
    Script script =
        script()
            .emit(start(AT_THE_EPOCH), end(AT_THE_EPOCH), fare(IN_THE_NEXT_CENTURY))
            .watermark(Awkward.EPOCH + 1)
            .look("the epoch has passed")
            .watermark(time(21))
            .emit(start(IN_THE_NEXT_CENTURY), fare(21))
            .watermark(Awkward.NEXT_CENTURY + 1);
    Outcome outcome = trial.play(script);
    List<Result> expected = new ArrayList<>(List.of(unmatchedStart(AT_THE_EPOCH)));
    assertLook(outcome, "the epoch has passed", expected);
    expected.addAll(pairs(IN_THE_NEXT_CENTURY));
    expected.add(unmatchedFare(21));
    assertLook(outcome, Outcome.END, expected);
    Script untilTheInputEnds =
        script().emit(start(21), fare(23), start(24)).watermark(time(21) - 1).close();
    assertThat(
        "results at the end of the input",
        play(trial, Scenario.of(untilTheInputEnds)),
        are(List.of(unmatchedStart(21), unmatchedFare(23), unmatchedStart(24))));
  }

  @GradedCheck(
      rung = Rung.SERIALISATION,
      points = 1,
      claim = "Flink serialises events, state and side outputs without Kryo")
  void serialisation(Trial trial) {
    assertThat(play(trial, Scenario.of(ofEveryKind()).withoutKryo()), are(everyKind()));
  }

  @GradedCheck(
      rung = Rung.ROCKSDB,
      points = 1,
      claim = "the outputs are the same on the RocksDB state backend")
  void rocksdb(Trial trial) {
    checkOnRocksDb(
        trial,
        Scenario.of(ofEveryKind()),
        0.7,
        outcome -> out(outcome, Outcome.END),
        are(everyKind()));
  }

  @GradedCheck(
      rung = Rung.EVENT_TIME,
      points = 1,
      claim =
          "in every order of arrival, each START and each fare is emitted once, in the right"
              + " output",
      lesson =
          "An event becomes unmatched when the watermark reaches its own event time. Other events"
              + " do not matter, and the clock of the machine does not matter.")
  void eventTime(Trial trial) {
    oneInputStandsStill(trial);
    checkRounds(trial, 1);
  }

  /** The watermark of the operator is the smaller one of those of its inputs. */
  private static void oneInputStandsStill(Trial trial) {
    Script script =
        script()
            .emit(start(31), start(32), fare(33))
            .look("three events")
            .watermark(RIDES, time(40))
            .look("the watermark of the fares stands still")
            .emit(fare(31), start(34))
            .look("so nothing is too late")
            .watermark(FARES, time(35))
            .look("both have passed")
            .emit(start(36))
            .look("one more event")
            .watermark(FARES, time(50))
            .look("the watermark of the rides stands still");
    Outcome outcome = trial.play(script);

    List<Result> expected = new ArrayList<>();
    assertLook(outcome, "three events", expected);
    assertLook(outcome, "the watermark of the fares stands still", expected);
    expected.addAll(pairs(31));
    assertLook(outcome, "so nothing is too late", expected);
    expected.addAll(List.of(unmatchedStart(32), unmatchedFare(33), unmatchedStart(34)));
    assertLook(outcome, "both have passed", expected);
    assertLook(outcome, "one more event", expected);
    expected.add(unmatchedStart(36));
    assertLook(outcome, "the watermark of the rides stands still", expected);
  }

  @GradedCheck(
      rung = Rung.PARALLELISM,
      points = 1,
      claim = "the outputs are the same at parallelism 1 and 4")
  void parallelism(Trial trial) {
    checkRounds(trial, 4);
  }

  @GradedCheck(
      rung = Rung.STATE_HYGIENE,
      points = 1,
      claim = "after a pair or an unmatched event, no state and no timer of it is left",
      lesson =
          "When you emit a pair, clear() the event that waited. Delete its timer with"
              + " deleteEventTimeTimer and the time of its registration. When you emit an unmatched"
              + " event, clear() its state.")
  void stateHygiene(Trial trial) {
    String startFirst = "pairs whose START came first";
    String fareFirst = "pairs whose fare came first";
    Hygiene.of(trial)
        .keeping(HALVES, 60, ofEach(9_000, 60, PaidRides::start))
        .keeping(HALVES, 60, ofEach(9_200, 60, PaidRides::fare))
        .over(startFirst, ofEach(6_000, 200, PaidRides::start))
        .over(fareFirst, ofEach(7_000, 200, PaidRides::fare))
        .over("unmatched STARTs", ofEach(4_000, 200, PaidRides::start))
        .over("ENDs", ofEach(4_000, 200, PaidRides::end))
        .over("unmatched fares", ofEach(5_000, 200, PaidRides::fare))
        .watermark(time(5_201))
        .over("late STARTs", ofEach(4_300, 200, PaidRides::start))
        .over("late fares", ofEach(4_600, 200, PaidRides::fare))
        .watermark(time(5_202))
        .over(startFirst, ofEach(6_000, 200, PaidRides::fare))
        .over(fareFirst, ofEach(7_000, 200, PaidRides::start))
        .over(startFirst, ofEach(4_800, 100, PaidRides::start))
        .over(startFirst, ofEach(4_800, 100, PaidRides::fare))
        .over(fareFirst, ofEach(4_900, 100, PaidRides::fare))
        .over(fareFirst, ofEach(4_900, 100, PaidRides::start))
        .over("ENDs of pairs", ofEach(6_000, 200, PaidRides::end))
        .then()
        .check();
  }

  @GradedCheck(
      rung = Rung.TASK_FAILURE,
      points = 1,
      claim =
          "if a task fails shortly before or after a timer fires, each START and each fare is"
              + " emitted once",
      lesson =
          "Flink restores keyed state and timers together from the checkpoint. It does not restore"
              + " fields or other memory.")
  void taskFailure(Trial trial) {
    Script across = across(TASK_FAILURE);
    for (Script script : withFailures(across)) {
      assertThat(play(trial, Scenario.of(script)), are(acrossFault()));
    }
    Script firstAfterwards =
        script().emit(start(0)).checkpoint().inject(TASK_FAILURE).emit(fare(0)).close();
    assertThat(play(trial, Scenario.of(firstAfterwards)), are(pairs(0)));
  }

  @GradedCheck(
      rung = Rung.WORKER_LOSS,
      points = 1,
      claim =
          "if the worker is lost, the STARTs and the fares in state and their timers are not lost")
  void workerLoss(Trial trial) {
    trial.checkTogether(
        withLosses(Scenario.of(across(WORKER_LOSS))),
        outcome -> out(outcome, Outcome.END),
        are(acrossFault()));
  }

  @GradedCheck(
      rung = Rung.RESCALE,
      points = 1,
      claim = "the job continues from a savepoint at another parallelism",
      lesson =
          "Keyed state and timers move with their key to the instance that now handles the key."
              + " Operator state and fields do not.")
  void rescale(Trial trial) {
    Script script = script();
    List<Result> expected = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long ride = Awkward.id(6_000 + i);
      script.emit(i % 3 == 0 ? start(ride) : fare(ride));
    }
    script.watermark(time(6_000) - 1_000).rescale(4);
    for (int i = 0; i < 40; i++) {
      long ride = Awkward.id(6_000 + i);
      if (i % 5 < 3) {
        script.emit(i % 3 == 0 ? fare(ride) : start(ride));
        expected.addAll(pairs(ride));
      } else {
        expected.add(i % 3 == 0 ? unmatchedStart(ride) : unmatchedFare(ride));
      }
    }
    script.watermark(time(6_100));

    assertThat(play(trial, Scenario.of(script).atParallelism(2)), are(expected));
  }

  private static List<Result> play(Trial trial, Scenario scenario) {
    return out(trial.play(scenario), Outcome.END);
  }

  private static Script ofEveryKind() {
    return script()
        .emit(start(41), fare(42), start(43), fare(44))
        .look("halves")
        .emit(fare(41), start(42))
        .watermark(time(50));
  }

  private static List<Result> everyKind() {
    List<Result> results = pairs(41, 42);
    results.addAll(List.of(unmatchedStart(43), unmatchedFare(44)));
    return results;
  }

  /**
   * Rides 51 and 52 come half before the checkpoint and half after the failure; 53 to 57 have at
   * least one half between the two, which is rolled back and comes again. The timers of 48 and 49
   * fire between the two, so they fire again; those of 58 and 59 wait across it; 46 and 47 are
   * late.
   */
  private static Script across(Fault fault) {
    return script()
        .emit(start(48), fare(49), start(51), fare(52), start(53), fare(54), start(58), fare(59))
        .checkpoint()
        .emit(fare(53), start(54), start(55), fare(55), start(56), fare(57))
        .watermark(time(50))
        .inject(fault)
        .look("recovered")
        .emit(fare(51), start(52), fare(56), start(57), start(46), fare(47))
        .watermark(time(70));
  }

  private static List<Result> acrossFault() {
    List<Result> results = pairs(51, 52, 53, 54, 55, 56, 57);
    results.addAll(
        List.of(unmatchedStart(46), unmatchedFare(47), unmatchedStart(48), unmatchedFare(49)));
    results.addAll(List.of(unmatchedStart(58), unmatchedFare(59)));
    return results;
  }

  /**
   * In each round some events arrive, a watermark follows, and a look tells what is out by then. A
   * half arrives in the round of its time, or in the one before or after it, or never. A look
   * separates the inputs, which have no order else; in every other round the fares come first.
   */
  private static void checkRounds(Trial trial, int parallelism) {
    Map<TaxiEvent, Integer> rounds = arrivals(trial.random());
    trial.check(
        List.copyOf(rounds.keySet()),
        events -> scenario(events, rounds).atParallelism(parallelism),
        ExpiringStateChecks::outByRound,
        events -> are(expectedByRound(events, rounds)));
  }

  private static Map<TaxiEvent, Integer> arrivals(Random random) {
    Map<TaxiEvent, Integer> arrivals = new LinkedHashMap<>();
    for (int i = 0; i < (ROUNDS - 1) * RIDES_PER_ROUND; i++) {
      int round = i / RIDES_PER_ROUND;
      long ride = Awkward.id(FIRST_RIDE + i);
      for (TaxiEvent event : List.of(start(ride), fare(ride), end(ride))) {
        if (random.nextInt(6) > 0) {
          arrivals.put(event, arrival(event, Math.max(0, round - 1 + random.nextInt(3))));
        }
      }
    }
    return arrivals;
  }

  /** An event of exactly the time of a watermark comes after it. */
  private static int arrival(TaxiEvent event, int round) {
    int equal = round;
    while (equal < ROUNDS && watermark(equal) != event.eventTime()) {
      equal++;
    }
    return equal < ROUNDS ? equal + 1 : round;
  }

  private static long watermark(int round) {
    return time(FIRST_RIDE + (round + 1) * RIDES_PER_ROUND);
  }

  private static List<TaxiEvent> ofRound(
      List<TaxiEvent> events, Map<TaxiEvent, Integer> rounds, int round) {
    return events.stream().filter(event -> rounds.get(event) == round).toList();
  }

  private static Scenario scenario(List<TaxiEvent> events, Map<TaxiEvent, Integer> rounds) {
    Script script = script();
    for (int round = 0; round < ROUNDS; round++) {
      List<TaxiEvent> all = ofRound(events, rounds, round);
      boolean ridesFirst = round % 2 == 0;
      script
          .emit(all.stream().filter(event -> event instanceof TaxiRide == ridesFirst).toList())
          .look("one input in round " + round)
          .emit(all.stream().filter(event -> event instanceof TaxiRide != ridesFirst).toList())
          .watermark(watermark(round))
          .look("round " + round);
    }
    return Scenario.of(script);
  }

  private static List<Result> outByRound(Outcome outcome) {
    List<Result> results = new ArrayList<>();
    List<Result> before = List.of();
    for (int round = 0; round < ROUNDS; round++) {
      List<Result> now = out(outcome, "round " + round);
      List<Result> added = new ArrayList<>(now);
      before.forEach(added::remove);
      results.addAll(inRound(round, added));
      before = now;
    }
    return results;
  }

  private static List<Result> expectedByRound(
      List<TaxiEvent> events, Map<TaxiEvent, Integer> rounds) {
    List<Round> input = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      input.add(new Round(ofRound(events, rounds, round), watermark(round)));
    }
    List<Result> results = new ArrayList<>();
    List<Outputs> outputs = ExpiringStateOracle.outputs(input);
    for (int round = 0; round < ROUNDS; round++) {
      List<Result> inRound = new ArrayList<>();
      outputs.get(round).pairs().forEach(pair -> inRound.add(Result.of(pair)));
      outputs.get(round).unmatched().forEach(half -> inRound.add(Result.unmatched(half)));
      results.addAll(inRound(round, inRound));
    }
    return results;
  }

  private static List<Result> inRound(int round, List<Result> results) {
    String when = " by the watermark " + Event.clock(watermark(round));
    return results.stream()
        .map(it -> it == null ? null : new Result(it.rideId(), it.what() + when))
        .toList();
  }

  private static String when(String look) {
    return "results at the look: " + look;
  }

  private static void assertLook(Outcome outcome, String look, List<Result> expected) {
    assertThat(when(look), out(outcome, look), are(expected));
  }
}
