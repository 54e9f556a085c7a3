package streamkata.grader.labs.modelupgrade;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Awkward.FIRST_CELL;
import static streamkata.grader.labs.Awkward.LAST_CELL;
import static streamkata.grader.labs.Awkward.LIKE_FIRST_CELL;
import static streamkata.grader.labs.Awkward.sameHash;
import static streamkata.grader.labs.Awkward.twin;
import static streamkata.grader.labs.Shapes.checkOnRocksDb;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.Trip.trip;
import static streamkata.grader.labs.Trip.with;
import static streamkata.grader.labs.modelupgrade.Rides.MUSEUM;
import static streamkata.grader.labs.modelupgrade.Rides.end;
import static streamkata.grader.labs.modelupgrade.Rides.many;
import static streamkata.grader.labs.modelupgrade.Rides.minutes;
import static streamkata.grader.labs.modelupgrade.Rides.question;
import static streamkata.grader.labs.modelupgrade.Rides.ridesToCells;
import static streamkata.grader.labs.modelupgrade.Rides.straight;
import static streamkata.grader.labs.modelupgrade.Rides.training;
import static streamkata.grader.matchers.Emits.emits;
import static streamkata.grader.scenario.Script.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.ModelUpgradeLab.HourlyPrediction;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Fact;
import streamkata.grader.grading.Mismatch;
import streamkata.grader.grading.ProgramFailed;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.Awkward;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.labs.Hygiene;
import streamkata.grader.labs.Shapes;
import streamkata.grader.labs.Trip;
import streamkata.grader.labs.Trip.Place;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;

/** What the lab model-upgrade is graded by. */
public class ModelUpgradeChecks {

  private static final Place AIRPORT = new Place(-73.7822, 40.6441);
  private static final Place EASTERN_CORNER = new Place(GeoUtils.LON_EAST, GeoUtils.LAT_SOUTH);
  private static final long WEEKS_LATER = at("2013-02-10T09:30:00");

  /** Larger than any number of bytes that a program keeps for a model beside the model itself. */
  private static final long BYTES_OF_A_COPY = 100;

  @GradedCheck(
      points = 2,
      claim = "version 2 predicts with everything that the models of version 1 have learned",
      lesson =
          "Flink finds old state by the uid of the operator, the name of the state and the key. The"
              + " key has the type and the meaning that it had in version 1. The state class can"
              + " get new fields, but its name and its old fields stay.")
  void learned(Trial trial) {
    List<Place> places = List.of(MUSEUM, FIRST_CELL, LAST_CELL, LIKE_FIRST_CELL, EASTERN_CORNER);
    List<TaxiRide> before = new ArrayList<>();
    List<TaxiRide> after = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Place to = places.get(i);
      before.addAll(training(900 + 10 * i, to, i % 2, 9.6 + i, 15.9 + i));
      before.addAll(training(905 + 10 * i, to, 2 + i, 20 + 2 * i, 24 + 2 * i));
      before.add(question(10 + i, to, 1));
      after.addAll(List.of(question(20 + i, to, 1), question(30 + i, to, 2)));
    }
    before.add(end(980, AIRPORT, 0.018, 1, 20));
    Trip justBeforeTheSecond = straight(981, AIRPORT, 0.036).startingAt(at("13:07:23.999"));
    after.add(0, end(982, MUSEUM, 0.027, 1, 30));
    after.addAll(
        List.of(
            question(40, AIRPORT, 1),
            with(0, justBeforeTheSecond.lasting(minutes(30.99)).end()),
            question(41, AIRPORT, 1),
            question(42, AIRPORT, 2),
            end(984, AIRPORT, 0.027, 1, 25.5133),
            question(46, AIRPORT, 1),
            question(43, MUSEUM.plus(GeoUtils.CELL_WIDTH, 0), 1),
            with(1, straight(44, MUSEUM, -0.027).start()),
            question(45, MUSEUM, 1),
            question(47, MUSEUM, 1, Awkward.NEXT_CENTURY)));
    Upgrade upgrade = new Upgrade(before, after);
    Script rest =
        script()
            .emit(after.subList(0, 3))
            .watermark(at("13:07:23"))
            .watermark(WEEKS_LATER)
            .watermark(WEEKS_LATER)
            .emit(after.subList(3, after.size()));

    assertThat(
        minutesOf(trial.play(upgrade.followedBy(rest, 1, 1)).results()),
        emits(
            minutesOf(ModelUpgradeOracle.predictions(before, after)),
            one -> "ride " + one.rideId(),
            one -> one.minutes() + " minutes"));
    Shapes.checkAtOnce(trial, story().played(1, 1));
  }

  @GradedCheck(
      points = 2,
      claim = "rides that version 1 counted are emitted as rides without an hour, and in no hour",
      lesson =
          "A new field has what the constructor sets in all state of version 1, 0 or null. This is"
              + " not the number of rides. Compute the number from what version 1 has stored.")
  void withoutHour(Trial trial) {
    Place other = MUSEUM.plus(GeoUtils.CELL_WIDTH, 0);
    List<TaxiRide> before = new ArrayList<>(training(901, MUSEUM, 1, 9.6, 15.9));
    before.addAll(training(903, MUSEUM, 3, 20, 30));
    before.add(end(905, MUSEUM, 0.027, 0, -7));
    before.add(end(906, MUSEUM, 0, 1, 0));
    before.add(end(907, AIRPORT, 0.027, 1, 12));
    before.addAll(Collections.nCopies(33_000, end(908, AIRPORT, 0.027, 2, 12)));
    before.add(question(10, MUSEUM, 1));
    List<TaxiRide> after = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (Place to : List.of(MUSEUM, AIRPORT, other)) {
        long id = 100 + 20 * round + after.size();
        after.add(question(id, to, 1));
        after.add(question(id + 1, to, 2));
        after.add(question(id + 2, to, 1, at("00:00:00.000")));
        after.add(end(id + 3, to, 0.02 + round / 100.0, round, 14));
      }
    }
    check(trial, new Upgrade(before, after));
  }

  @GradedCheck(
      points = 1,
      claim = "rides are counted in the hour of the day in which they began",
      lesson =
          "Each END that is learned counts for its model, from any direction and at any speed. The"
              + " hour is that of startTime() in UTC, from 0 to 23, for an END and for a START. The"
              + " hour of another day is the same hour.")
  void hours(Trial trial) {
    List<TaxiRide> rides = new ArrayList<>();
    List<String> times =
        List.of(
            "2013-01-01T13:00:00.000",
            "2013-01-01T13:59:59.999",
            "2013-01-01T14:00:00.000",
            "2013-01-02T13:30:00.500",
            "2013-01-01T23:59:59.999",
            "2013-01-02T00:00:00.000",
            "2013-01-01T01:07:23.000",
            "2013-05-03T13:07:23.000",
            "2013-09-02T13:07:23.000",
            "1970-01-01T00:00:00.000",
            "2113-07-01T13:07:23.456");
    long id = 200;
    for (String time : times) {
      rides.add(
          with(1, straight(id++, MUSEUM, 0.02).startingAt(at(time)).lasting(minutes(25)).end()));
      for (String other : times) {
        rides.add(question(id++, MUSEUM, 1, at(other)));
      }
      rides.add(question(id++, MUSEUM, 2, at(time)));
    }
    rides.add(with(1, trip(id++, AIRPORT, MUSEUM).lasting(Duration.ofMillis(1)).end()));
    rides.add(question(id++, MUSEUM, 1));
    // The last hour of one model, the first of another.
    rides.add(with(2, straight(id++, MUSEUM, 0.02).startingAt(at("23:30:00")).end()));
    rides.add(question(id++, MUSEUM, 1, at("00:30:00")));
    rides.add(with(2, straight(id++, MUSEUM, 0.02).startingAt(at("00:30:00")).end()));
    rides.add(question(id++, MUSEUM, 1, at("23:30:00")));
    LongStream.range(10_000, 43_000)
        .mapToObj(ride -> end(ride, AIRPORT, 0.02, 1, 5))
        .forEach(rides::add);
    rides.add(end(43_000, AIRPORT, 0.04, 1, 35));
    rides.add(question(17, AIRPORT, 1));
    rides.add(question(twin(17), AIRPORT, 0));
    check(trial, new Upgrade(List.of(), rides));
  }

  @GradedCheck(
      points = 1,
      claim = "each destination cell has one model for small parties and one for groups",
      lesson =
          "A model belongs to the cell of the END location and to the party: 0 or 1 passengers, or"
              + " 2 and more.")
  void modelsApart(Trial trial) {
    Place nextDoor = MUSEUM.plus(GeoUtils.CELL_WIDTH, 0);
    List<TaxiRide> rides = new ArrayList<>();
    rides.addAll(training(901, MUSEUM, 0, 10, 16));
    rides.addAll(training(911, MUSEUM, 2, 30, 34));
    rides.addAll(training(921, nextDoor, 1, 5, 7));
    rides.addAll(training(931, nextDoor, 6, 50, 58));
    for (Place to : Awkward.sameHash(MUSEUM)) {
      rides.addAll(List.of(end(941, to, 0.02, 1, 33), question(942, to, 1)));
    }
    for (Place corner : Awkward.CORNERS_OF_CELLS) {
      rides.addAll(training(951, Awkward.centre(corner), 1, 20, 29));
      rides.add(question(953, corner, 1));
    }
    long id = 50;
    for (Place to : List.of(MUSEUM, nextDoor, AIRPORT, FIRST_CELL, LIKE_FIRST_CELL, LAST_CELL)) {
      for (int passengers : new int[] {0, 1, 2, 3, 6}) {
        rides.add(question(id++, to, passengers));
      }
    }
    check(trial, new Upgrade(List.of(), rides));
  }

  @GradedCheck(
      points = 1,
      claim = "a prediction of more than 60 minutes is emitted unchanged",
      lesson = "The operator cap goes. The answer of the model is emitted unchanged.")
  void moreThanAnHour(Trial trial) {
    List<TaxiRide> rides = new ArrayList<>(training(901, MUSEUM, 1, 51.9, 71.9));
    rides.addAll(
        List.of(
            question(11, MUSEUM, 1),
            end(903, MUSEUM, 0.027, 1, 62.2),
            question(12, MUSEUM, 1),
            end(904, MUSEUM, 0.027, 1, 60 * 24 * 26),
            question(13, MUSEUM, 1)));
    check(trial, new Upgrade(List.of(), rides));
  }

  @GradedCheck(
      points = 1,
      claim =
          "an END before its start time is neither learned nor counted, and one of 0 minutes is",
      lesson =
          "Drop an END if endTime() is before startTime(), before it comes to the model. An equal"
              + " time is a ride. The endTime() of a START is 0 and means nothing.")
  void impossible(Trial trial) {
    Trip withinASecond = straight(917, MUSEUM, 0.018).startingAt(at("13:07:23.999"));
    List<TaxiRide> rides = new ArrayList<>(training(901, MUSEUM, 1, 10, 16));
    rides.addAll(
        List.of(
            with(1, withinASecond.lasting(minutes(-1 / 60_000.0)).end()),
            end(911, MUSEUM, 0.018, 1, -7),
            end(912, MUSEUM, 0.018, 1, -1 / 60_000.0),
            question(12, MUSEUM, 1),
            with(1, straight(916, MUSEUM, 0.018).startingAt(120_000).lasting(minutes(-2)).end()),
            question(16, MUSEUM, 1, 120_000),
            end(913, MUSEUM, 0.018, 1, 0),
            question(13, MUSEUM, 1),
            end(914, MUSEUM, 0, 0, 0),
            end(915, MUSEUM, 0, 0, 1 / 60_000.0),
            with(0, straight(15, MUSEUM, 0).start()),
            question(14, MUSEUM, 1)));
    check(trial, new Upgrade(List.of(), rides));
  }

  @GradedCheck(
      points = 1,
      claim = "a ride is dropped if its start or its end is outside NYC",
      lesson =
          "Both locations of a ride must be in NYC, for START events and for END events. A place"
              + " outside has no cell.")
  void outsideNyc(Trial trial) {
    List<TaxiRide> rides = new ArrayList<>(training(901, MUSEUM, 1, 10, 16));
    List<Place> places = new ArrayList<>(Awkward.OUTSIDE);
    places.addAll(Awkward.JUST_BEYOND);
    places.addAll(Awkward.ON_THE_EDGE);
    places.addAll(List.of(Awkward.NOWHERE, new Place(Double.NaN, Double.NaN)));
    long id = 300;
    for (Place place : places) {
      rides.add(with(1, trip(id++, place, MUSEUM).inCab(7).lasting(minutes(3)).end()));
      rides.add(with(1, trip(id++, place, MUSEUM).start()));
      rides.add(with(1, trip(id++, MUSEUM, place).end()));
      rides.add(with(1, trip(id++, MUSEUM, place).start()));
    }
    rides.add(question(17, MUSEUM, 1));
    check(trial, new Upgrade(List.of(), rides));
  }

  @GradedCheck(
      rung = Rung.SERIALISATION,
      points = 1,
      claim = "Flink serialises events, results and state without Kryo")
  void serialisation(Trial trial) {
    Upgrade upgrade = story();
    assertThat(trial.play(upgrade.played(1, 1).withoutKryo()).results(), upgrade.expected());
  }

  @GradedCheck(
      rung = Rung.ROCKSDB,
      points = 2,
      claim = "nothing is lost on the RocksDB state backend")
  void rocksdb(Trial trial) {
    Upgrade upgrade = story();
    List<TaxiRide> after = upgrade.after();
    int half = after.size() / 2;
    Script restoredAgain =
        script().emit(after.subList(0, half)).rescale(1).emit(after.subList(half, after.size()));
    checkOnRocksDb(
        trial,
        upgrade.followedBy(script().emit(after), 1, 1),
        upgrade.followedBy(restoredAgain, 1, 1),
        Outcome::results,
        upgrade.expected());
  }

  @GradedCheck(
      rung = Rung.PARALLELISM,
      points = 1,
      claim = "the predictions and the numbers are the same at parallelism 1 and 4")
  void parallelism(Trial trial) {
    Upgrade upgrade = generated(trial.random());
    trial.check(
        upgrade.events(),
        rides -> upgrade.part(rides).played(4, 4),
        rides -> upgrade.part(rides).expected());
  }

  @GradedCheck(
      rung = Rung.STATE_HYGIENE,
      points = 1,
      claim = "state grows with the number of models, and no model is there twice",
      lesson =
          "Keep one model and its numbers for each key, not the rides. If you move a model of"
              + " version 1 to another state, clear the old state of this key.")
  void stateHygiene(Trial trial) {
    List<TaxiRide> rides = ridesToCells(1_000, 360, 60);
    Hygiene.of(trial)
        .keeping("models", 60, rides)
        .over("more rides to the same models", ridesToCells(10_000, 1_920, 60))
        .over("rides outside NYC", outside(20_000, 200))
        .then()
        .check();
    List<TaxiRide> learned = rides.subList(180, 360);
    List<TaxiRide> asked = rides.subList(300, 360).stream().map(Rides::startOf).toList();
    checkCopies(trial, rides.subList(0, 180), List.of(learned, asked));
    checkCopies(trial, rides.subList(0, 180), List.of(asked, learned));
  }

  private static void checkCopies(
      Trial trial, List<TaxiRide> before, List<List<TaxiRide>> afterwards) {
    Upgrade upgrade = new Upgrade(before, afterwards.stream().flatMap(List::stream).toList());
    Script rest = script().emit(upgrade.after()).checkpoint("all");
    Optional<Outcome> upgraded = upgraded(trial, upgrade.followedBy(rest, 1, 1));
    if (upgraded.isPresent() && upgrade.expected().matches(upgraded.get().results())) {
      Outcome fresh = trial.play(script().emit(upgrade.events()).checkpoint("all"));
      checkCopies(upgraded.get().stateSize("all") - fresh.stateSize("all"));
    }
  }

  @GradedCheck(
      rung = Rung.TASK_FAILURE,
      points = 2,
      claim = "if a task fails after the upgrade, nothing is lost and nothing is taken over again")
  void taskFailure(Trial trial) {
    Upgrade upgrade = story();
    List<TaxiRide> after = upgrade.after();
    Script beforeItsFirstCheckpoint =
        script()
            .emit(after.subList(0, 4))
            .inject(Fault.TASK_FAILURE)
            .emit(after.subList(4, after.size()));
    for (Script rest :
        List.of(beforeItsFirstCheckpoint, script().emit(after).failingAtEveryStep())) {
      assertThat(trial.play(upgrade.followedBy(rest, 1, 1)).results(), upgrade.expected());
    }
    Upgrade firstAfterwards =
        new Upgrade(training(921, FIRST_CELL, 0, 9.6, 15.9), List.of(question(0, FIRST_CELL, 0)));
    Script rest = script().checkpoint().inject(Fault.TASK_FAILURE).emit(firstAfterwards.after());
    assertThat(
        trial.play(firstAfterwards.followedBy(rest, 1, 1)).results(), firstAfterwards.expected());
  }

  @GradedCheck(
      rung = Rung.WORKER_LOSS,
      points = 1,
      claim = "if the worker is lost after the upgrade, nothing is lost")
  void workerLoss(Trial trial) {
    Upgrade upgrade = story();
    Script rest = script().emit(upgrade.after());
    trial.checkTogether(
        Stream.of(0.6, 0.2, 1.0)
            .map(place -> upgrade.followedBy(rest.failingAt(Fault.WORKER_LOSS, place), 1, 1))
            .toList(),
        Outcome::results,
        upgrade.expected());
  }

  @GradedCheck(
      rung = Rung.RESCALE,
      points = 3,
      claim = "savepoints of version 2 continue at other parallelisms, and nothing migrates again",
      lesson =
          "After the first restore, the state is that of version 2. A field, a flag or a default"
              + " must not make your program take over the numbers of version 1 again.")
  void rescale(Trial trial) {
    Upgrade upgrade = generated(trial.random());
    trial.check(
        upgrade.events(),
        rides -> upgrade.part(rides).rescaled(),
        rides -> upgrade.part(rides).expected());
    assertThat(trial.play(upgrade.rescaledLearning()).results(), upgrade.expected());
    Upgrade few =
        new Upgrade(
            List.of(end(941, MUSEUM, 0.027, 1, 19)),
            List.of(
                end(942, MUSEUM, 0.036, 1, 70),
                end(943, MUSEUM, 0.030, 1, 90),
                question(31, MUSEUM, 1)));
    assertThat(trial.play(few.rescaledFromOneSource()).results(), few.expected());
  }

  /** Empty where the upgrade fails: that is told by the checks that are about it. */
  private static Optional<Outcome> upgraded(Trial trial, Scenario scenario) {
    try {
      return Optional.of(trial.play(scenario));
    } catch (ProgramFailed e) {
      return Optional.empty();
    }
  }

  private static void checkCopies(long bytes) {
    if (bytes > 60 * BYTES_OF_A_COPY) {
      throw new Mismatch(
          List.of(
              new Fact(
                  "problem",
                  "60 models of version 1 have learned from rides of version 2. The checkpoint is"
                      + " %d bytes larger than one in which version 2 has learned all rides."
                          .formatted(bytes)),
              new Fact("why", "Models of version 1 are left in it, beside those of version 2.")));
    }
  }

  private static void check(Trial trial, Upgrade upgrade) {
    Scenario scenario =
        upgrade.before().isEmpty()
            ? Scenario.of(script().emit(upgrade.after()))
            : upgrade.played(1, 1);
    assertThat(trial.play(scenario).results(), upgrade.expected());
  }

  /** Two models of version 1, and one that is new; learned twice or not at all shows. */
  private static Upgrade story() {
    List<TaxiRide> before = new ArrayList<>(training(901, MUSEUM, 1, 9.6, 15.9));
    before.addAll(training(903, MUSEUM, 2, 20, 31));
    before.add(end(905, AIRPORT, 0.018, 1, 12));
    before.add(question(11, MUSEUM, 1));
    List<TaxiRide> after = new ArrayList<>();
    after.add(question(21, MUSEUM, 1));
    after.add(end(911, MUSEUM, 0.027, 1, 19));
    after.add(question(22, MUSEUM, 1));
    after.add(end(912, AIRPORT, 0.036, 1, 70));
    after.add(question(23, AIRPORT, 1));
    after.add(question(24, MUSEUM, 4));
    after.add(end(913, MUSEUM, 0.027, 2, 17));
    after.add(end(914, MUSEUM, 0.030, 1, 90));
    after.addAll(training(915, FIRST_CELL, 1, 5, 11));
    after.add(question(25, MUSEUM, 2));
    after.add(question(26, MUSEUM, 1));
    after.add(question(27, AIRPORT, 1));
    after.add(question(28, FIRST_CELL, 1));
    after.add(question(sameHash(28), FIRST_CELL, 2));
    return new Upgrade(before, after);
  }

  private static Upgrade generated(Random random) {
    return new Upgrade(many(1_000, 120, random), many(2_000, 180, random));
  }

  private record Minutes(long rideId, int minutes) {}

  private static List<Minutes> minutesOf(List<HourlyPrediction> predictions) {
    return predictions.stream().map(one -> new Minutes(one.rideId(), one.minutes())).toList();
  }

  private static List<TaxiRide> outside(int firstRide, int count) {
    return LongStream.range(0, count)
        .mapToObj(
            i ->
                trip(firstRide + i, MUSEUM, Awkward.OUTSIDE.get((int) i % 4))
                    .lasting(Duration.ofMinutes(9))
                    .end())
        .toList();
  }
}
