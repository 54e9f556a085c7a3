package streamkata.grader.labs.dispatchrules;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Awkward.NUMBERS_IN_NUMBERS;
import static streamkata.grader.labs.Awkward.sameHash;
import static streamkata.grader.labs.Awkward.twin;
import static streamkata.grader.labs.Shapes.checkOnRocksDb;
import static streamkata.grader.labs.Shapes.withFailures;
import static streamkata.grader.labs.Shapes.withLosses;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.Trip.trip;
import static streamkata.grader.labs.dispatchrules.Rules.all;
import static streamkata.grader.labs.dispatchrules.Rules.cells;
import static streamkata.grader.labs.dispatchrules.Rules.in;
import static streamkata.grader.labs.dispatchrules.Rules.longer;
import static streamkata.grader.labs.dispatchrules.Rules.passengers;
import static streamkata.grader.labs.dispatchrules.Rules.shorter;
import static streamkata.grader.labs.dispatchrules.Rules.since;
import static streamkata.grader.labs.dispatchrules.Rules.withdrawn;
import static streamkata.grader.matchers.Emits.emits;
import static streamkata.grader.scenario.Script.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.Event;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.Awkward;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.labs.Hygiene;
import streamkata.grader.labs.Shapes;
import streamkata.grader.labs.Trip;
import streamkata.grader.labs.Trip.Place;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;

/** What the lab dispatch-rules is graded by. */
public class DispatchRulesChecks {

  private static final Place MUSEUM = Awkward.centre(new Place(-73.9631, 40.7795));
  private static final Place AIRPORT = Awkward.centre(new Place(-73.7822, 40.6441));
  private static final int RIDES = 0;
  private static final int RULES = 1;
  private static final long YEARS_LATER = at("2043-02-10T09:30:00");

  @GradedCheck(
      points = 2,
      claim = "a START or END that meets all conditions of a rule matches it, at once",
      lesson =
          "Compare each event with all rules, also if another rule has matched. The place of a"
              + " START is where its ride starts, and that of an END is where it ends. No cells"
              + " means any place, also a place outside NYC, which has no cell.")
  void conditions(Trial trial) {
    TaxiRide end = trip(16, MUSEUM, AIRPORT).end();
    List<Event> first = List.of(all(3), trip(16, MUSEUM, AIRPORT).start(), end, end);
    List<Event> rules =
        List.of(
            in(1, MUSEUM),
            in(2, AIRPORT, Awkward.FIRST_CELL, Awkward.LAST_CELL, AIRPORT),
            passengers(twin(3), 2),
            new DispatchRule(
                sameHash(3), true, in(0, AIRPORT).cells(), 1, DispatchRule.Length.SHORTER, 11, 1),
            all(-4),
            passengers(5, 8),
            cells(6, 15_000),
            in(7, NUMBERS_IN_NUMBERS.get(0)),
            in(8, NUMBERS_IN_NUMBERS.get(1), NUMBERS_IN_NUMBERS.get(2)),
            in(9, NUMBERS_IN_NUMBERS.get(3)),
            in(10, sameHash(MUSEUM).get(0), sameHash(MUSEUM).get(1)),
            in(11, Awkward.CORNERS_OF_CELLS.toArray(Place[]::new)));
    List<TaxiRide> rides = new ArrayList<>();
    rides.addAll(trip(17, MUSEUM, AIRPORT).startAndEnd());
    rides.addAll(trip(20, MUSEUM, AIRPORT).inCab(17).startAndEnd());
    rides.addAll(trip(18, AIRPORT, MUSEUM).endAndStart());
    rides.addAll(trip(0, MUSEUM, MUSEUM).lasting(Duration.ofMillis(-1_234)).startAndEnd());
    rides.addAll(trip(twin(17), Awkward.FIRST_CELL, Awkward.LAST_CELL).startAndEnd());
    rides.addAll(trip(sameHash(17), Awkward.LAST_CELL, Awkward.FIRST_CELL).startAndEnd());
    rides.addAll(trip(-19, Awkward.NOWHERE, AIRPORT).startAndEnd());
    long id = 21;
    for (List<Place> some : List.of(Awkward.OUTSIDE, Awkward.ON_THE_EDGE, Awkward.JUST_BEYOND)) {
      for (Place place : some) {
        rides.addAll(trip(id++, place, MUSEUM).startAndEnd());
        rides.addAll(trip(id++, AIRPORT, place).startAndEnd());
      }
    }
    rides.add(trip(17, MUSEUM, AIRPORT).end());
    for (Place place : NUMBERS_IN_NUMBERS) {
      rides.addAll(trip(id++, place, place).startAndEnd());
    }
    for (List<Place> some : List.of(sameHash(MUSEUM), Awkward.CORNERS_OF_CELLS)) {
      for (Place place : some) {
        rides.addAll(trip(id++, place, place).startAndEnd());
      }
    }
    for (int passengers : new int[] {6, 7, 8, 9, 300}) {
      rides.add(Trip.with(passengers, trip(id++, AIRPORT, MUSEUM).start()));
    }
    Outcome outcome =
        trial.play(
            Turns.of(first)
                .look("three matches")
                .emit(rules)
                .look("more rules")
                .emit(rides)
                .look("before a watermark comes"));

    assertLook(outcome, "three matches", first);
    assertLook(outcome, "more rules", first);
    assertLook(outcome, "before a watermark comes", joined(first, rules, rides));
    Shapes.checkAtOnce(trial, Scenario.of(Turns.of(story())));
  }

  @GradedCheck(
      points = 1,
      claim = "a rule that asks for a duration matches ENDs only, and not at the exact minute",
      lesson =
          "The duration is endTime() - startTime() in milliseconds, 0 or less for some rides. The"
              + " endTime() of a START is not known, and is 0.")
  void durations(Trial trial) {
    List<DispatchRule> rules =
        List.of(
            longer(1, 30),
            shorter(2, 30),
            longer(3, 0),
            shorter(4, 0),
            longer(5, 36_000),
            shorter(6, 36_000));
    List<TaxiRide> rides = new ArrayList<>();
    long id = 31;
    for (long millis :
        new long[] {-1, 0, 1, 600_000, 1_799_999, 1_800_000, 1_800_001, 1_830_000, 7_200_000}) {
      rides.addAll(lasting(id++, Duration.ofMillis(millis)));
    }
    rides.addAll(lasting(id++, Duration.ofMinutes(36_000)));
    rides.addAll(lasting(id++, Duration.ofMinutes(36_000).plusMillis(1)));
    for (long millis : new long[] {0, 1_800_000}) {
      rides.addAll(
          trip(id++, MUSEUM, AIRPORT)
              .startingAt(at("13:07:23.456"))
              .lasting(Duration.ofMillis(millis))
              .startAndEnd());
    }

    check(trial, joined(rules, rides));
  }

  @GradedCheck(
      points = 1,
      claim = "an event matches a rule from its sinceTime on, at any watermark",
      lesson =
          "Compare the event time of the START or END with sinceTime(). An equal time matches. Do"
              + " not use the watermark or processing time.")
  void sinceWhen(Trial trial) {
    long time = at("13:30:00.500");
    List<DispatchRule> rules =
        List.of(
            since(1, time),
            since(2, at("2013-01-19T08:00:00")),
            since(3, 1_000),
            all(4),
            since(5, Awkward.EPOCH),
            since(6, Awkward.NEXT_CENTURY));
    List<TaxiRide> rides = new ArrayList<>();
    for (long apart : new long[] {-600_001, -600_000, -500, -1, 0, 1, 500}) {
      rides.addAll(
          trip(500 + apart, MUSEUM, AIRPORT).inCab(7).startingAt(time + apart).startAndEnd());
    }
    rides.addAll(trip(41, MUSEUM, AIRPORT).startingAt(at("2013-01-19T08:00:00")).startAndEnd());
    rides.addAll(trip(44, MUSEUM, AIRPORT).startingAt(Awkward.EPOCH).startAndEnd());
    rides.addAll(
        trip(46, MUSEUM, AIRPORT)
            .startingAt(Duration.ofHours(2).toMillis())
            .lasting(Duration.ofHours(-2))
            .startAndEnd());
    rides.addAll(trip(45, MUSEUM, AIRPORT).startingAt(Awkward.NEXT_CENTURY).startAndEnd());
    List<TaxiRide> more =
        List.of(
            trip(42, AIRPORT, MUSEUM).startingAt(time - 1_000).end(),
            trip(42, AIRPORT, MUSEUM).startingAt(time - 1_000).start(),
            trip(43, MUSEUM, AIRPORT).startingAt(YEARS_LATER).start());
    Script script =
        script()
            .watermark(RULES, YEARS_LATER)
            .emit(rules)
            .watermark(RIDES, time - 700_000)
            .look("rules")
            .emit(rides)
            .watermark(RIDES, time)
            .look("on time")
            .watermark(RIDES, YEARS_LATER)
            .watermark(RIDES, YEARS_LATER)
            .look("years later")
            .emit(more)
            .look("late events");
    Outcome outcome = trial.play(script);

    assertLook(outcome, "on time", joined(rules, rides));
    assertLook(outcome, "late events", joined(rules, rides, more));
  }

  @GradedCheck(
      points = 2,
      claim = "of each rule, the version that was received last counts, once",
      lesson =
          "Keep one version of each rule, by its ruleId: a new version replaces the one before,"
              + " and one that comes twice changes nothing.")
  void versions(Trial trial) {
    check(
        trial,
        joined(
            List.of(passengers(1, 1), in(2, MUSEUM), all(twin(2)), all(sameHash(2))),
            few(51),
            List.of(passengers(1, 2), passengers(1, 2), in(2, MUSEUM, AIRPORT), passengers(1, 2)),
            few(61),
            List.of(passengers(1, 1), longer(2, 30), shorter(2, 9), in(2, AIRPORT)),
            few(71),
            List.of(since(1, YEARS_LATER), longer(2, 4), all(3), all(3)),
            few(81),
            List.of(since(1, 1_000), since(2, YEARS_LATER), since(2, 1_000)),
            few(91),
            Rules.ofOneHashCode(4, MUSEUM),
            few(95)));
  }

  @GradedCheck(
      points = 1,
      claim = "a rule that is withdrawn matches nothing until it comes again",
      lesson =
          "A withdrawal ends the rule with this ruleId. Its other fields do not matter. It can"
              + " arrive twice, or for a rule that was never active.")
  void withdrawals(Trial trial) {
    check(
        trial,
        joined(
            List.of(all(1), passengers(2, 1), all(twin(1)), withdrawn(9), all(-2)),
            few(51),
            List.of(withdrawn(1), withdrawn(2), withdrawn(2), withdrawn(1)),
            few(61),
            List.of(passengers(1, 2), withdrawn(-2), all(9), all(9)),
            few(71),
            List.of(withdrawn(9), withdrawn(twin(1)), all(2), withdrawn(1), all(-2)),
            few(81)));
  }

  @GradedCheck(
      points = 1,
      claim = "a rule does not match earlier events, and each event is decided alone",
      lesson =
          "Do not keep rides: each START and END is compared with the rules that are there when"
              + " it arrives.")
  void laterRules(Trial trial) {
    List<TaxiRide> early = some(51);
    List<TaxiRide> starts = some(61).stream().filter(TaxiRide::isStart).toList();
    List<TaxiRide> ends = some(61).stream().filter(ride -> !ride.isStart()).toList();

    check(
        trial,
        joined(
            early,
            List.of(all(1)),
            starts,
            List.of(all(2)),
            ends,
            List.of(withdrawn(1), longer(3, 0)),
            ends,
            List.of(all(4)),
            early));
  }

  @GradedCheck(
      rung = Rung.SERIALISATION,
      points = 1,
      claim = "Flink serialises events, results and rules in state without Kryo")
  void serialisation(Trial trial) {
    List<Event> events = story();
    assertThat(
        trial.play(Scenario.of(Turns.of(events)).withoutKryo()).results(), likeTheOracle(events));
  }

  @GradedCheck(
      rung = Rung.ROCKSDB,
      points = 1,
      claim = "the matches are the same on the RocksDB state backend")
  void rocksdb(Trial trial) {
    List<Event> events = story();
    checkOnRocksDb(
        trial, Scenario.of(Turns.of(events)), 0.5, Outcome::results, likeTheOracle(events));
  }

  @GradedCheck(
      rung = Rung.PARALLELISM,
      points = 2,
      claim = "the matches are the same at parallelism 1 and 4",
      lesson =
          "An event can arrive in any instance, so every instance must have every rule. Broadcast"
              + " the rules: keyBy, shuffle and rescale give a rule to one instance only. Nothing"
              + " before that may let one version of a rule overtake another.")
  void parallelism(Trial trial) {
    trial.check(
        Rules.inTurns(trial.random(), MUSEUM, AIRPORT),
        events -> Scenario.of(Turns.of(events)).inOrderBy(Turns::order).atParallelism(4),
        DispatchRulesChecks::likeTheOracle);
    List<Event> burst = joined(versionsInARow(), some(61));
    assertThat(
        trial
            .play(
                Scenario.of(Turns.of(burst))
                    .inOrderBy(Turns::order)
                    .fromOneSource()
                    .atParallelism(4))
            .results(),
        likeTheOracle(burst));
  }

  /** Twenty versions of each of a few rules; some are withdrawn by their last one. */
  private static List<DispatchRule> versionsInARow() {
    List<DispatchRule> versions = new ArrayList<>();
    for (int version = 0; version < 20; version++) {
      for (long rule : ids(40, 6)) {
        versions.add((rule + version) % 2 == 0 ? withdrawn(rule) : all(rule));
      }
    }
    return versions;
  }

  @GradedCheck(
      rung = Rung.STATE_HYGIENE,
      points = 2,
      claim = "state has one version of each active rule, and nothing else",
      lesson =
          "Remove a rule from state when it is withdrawn; do not mark it, and do not keep older"
              + " versions, rides or matches.")
  void stateHygiene(Trial trial) {
    String gone = "rules that were withdrawn";
    List<Long> kept = ids(1_000, 60);
    Hygiene.of(trial)
        .keeping("rules", 60, kept.stream().map(id -> in(id, Awkward.FIRST_CELL)).toList())
        .keeping("rules", 1, List.of(all(1)))
        .over(gone, ids(2_000, 200).stream().map(id -> in(id, MUSEUM, AIRPORT)).toList())
        .then()
        .over(gone, ids(2_000, 200).stream().map(Rules::withdrawn).toList())
        .over(
            "withdrawals of what never was",
            ids(3_000, 200).stream().map(Rules::withdrawn).toList())
        .over(
            "older versions",
            Collections.nCopies(6, kept).stream()
                .flatMap(List::stream)
                .map(id -> in(id, Awkward.LAST_CELL))
                .toList())
        .over(
            "rides that match", ids(4_000, 200).stream().flatMap(id -> ride(id).stream()).toList())
        .then()
        .check();
  }

  @GradedCheck(
      rung = Rung.TASK_FAILURE,
      points = 2,
      claim = "if a task fails, no rule is lost or active again, and no match is emitted twice")
  void taskFailure(Trial trial) {
    List<Event> events = story();
    for (Script script : withFailures(Turns.of(events))) {
      assertThat(trial.play(script).results(), likeTheOracle(events));
    }
    List<Event> firstAfterwards = joined(List.of(all(0)), ride(0));
    Script script =
        script()
            .emit(firstAfterwards.subList(0, 1))
            .checkpoint()
            .inject(Fault.TASK_FAILURE)
            .gate()
            .emit(firstAfterwards.subList(1, 3));
    assertThat(trial.play(script).results(), likeTheOracle(firstAfterwards));
  }

  @GradedCheck(
      rung = Rung.WORKER_LOSS,
      points = 1,
      claim = "if the worker is lost, no rule is lost")
  void workerLoss(Trial trial) {
    List<Event> events = story();
    trial.checkTogether(
        withLosses(Scenario.of(Turns.of(events).failingAt(Fault.WORKER_LOSS, 0.6))),
        Outcome::results,
        likeTheOracle(events));
  }

  @GradedCheck(
      rung = Rung.RESCALE,
      points = 3,
      claim = "the job continues from a savepoint at another parallelism, with each rule once",
      lesson =
          "Broadcast state gives a copy to every instance, also to new instances. Operator state as"
              + " a list is divided among the instances. As a union list, each instance gets the"
              + " copies of all instances.")
  void rescale(Trial trial) {
    List<Event> events = Rules.inTurns(trial.random(), MUSEUM, AIRPORT);
    List<DispatchRule> last =
        Stream.of(withdrawn(Awkward.id(1)), withdrawn(Awkward.id(2)), all(Awkward.id(3))).toList();
    List<TaxiRide> rides = ids(900, 30).stream().flatMap(id -> ride(id).stream()).toList();
    int third = events.size() / 3;
    Script script =
        new Turns()
            .then(events.subList(0, third))
            .rescale(1)
            .rescale(4)
            .then(events.subList(third, 2 * third))
            .rescale(2)
            .then(events.subList(2 * third, events.size()))
            .then(last)
            .rescale(4)
            .then(rides)
            .script();

    assertThat(
        trial.play(Scenario.of(script).atParallelism(2).inOrderBy(Turns::order)).results(),
        likeTheOracle(joined(events, last, rides)));
  }

  private static void check(Trial trial, List<Event> events) {
    assertThat(trial.play(Turns.of(events)).results(), likeTheOracle(events));
  }

  private static void assertLook(Outcome outcome, String look, List<? extends Event> events) {
    assertThat("the results at the look: " + look, outcome.results(look), likeTheOracle(events));
  }

  private static Emits<RuleMatch> likeTheOracle(List<? extends Event> events) {
    return emits(
            DispatchRulesOracle.matches(events),
            match -> "rule %d, ride %d".formatted(match.ruleId(), match.rideId()),
            match -> "a match")
        .because(new Explanation(events)::why);
  }

  /** Rules come, match, change, come twice and are withdrawn. */
  private static List<Event> story() {
    return joined(
        List.of(all(1), in(2, MUSEUM), longer(3, 9), all(twin(1))),
        few(51).subList(0, 2),
        List.of(withdrawn(twin(1)), in(2, AIRPORT), in(2, AIRPORT), shorter(3, 30)),
        few(61).subList(1, 3),
        List.of(withdrawn(1), all(twin(1))),
        few(71).subList(0, 2));
  }

  private static List<TaxiRide> few(long first) {
    return List.of(some(first).get(1), some(first).get(4), some(first).get(5));
  }

  private static List<TaxiRide> some(long first) {
    return Stream.of(
            trip(first, MUSEUM, AIRPORT).lasting(Duration.ofMinutes(40)),
            trip(first + 1, AIRPORT, MUSEUM),
            trip(first + 2, MUSEUM, MUSEUM).lasting(Duration.ofMinutes(5)))
        .flatMap(trip -> trip.inCab(7).startAndEnd().stream())
        .toList();
  }

  private static List<TaxiRide> lasting(long rideId, Duration length) {
    return trip(rideId, MUSEUM, AIRPORT).inCab(7).lasting(length).startAndEnd();
  }

  private static List<TaxiRide> ride(long rideId) {
    return trip(rideId, MUSEUM, AIRPORT).startAndEnd();
  }

  private static List<Long> ids(long first, int count) {
    return Awkward.ids(first, count);
  }

  @SafeVarargs
  private static List<Event> joined(List<? extends Event>... parts) {
    List<Event> all = new ArrayList<>();
    for (List<? extends Event> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
