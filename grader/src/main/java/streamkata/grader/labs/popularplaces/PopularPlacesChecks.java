package streamkata.grader.labs.popularplaces;

import static java.time.Duration.ofMillis;
import static streamkata.common.geo.GeoUtils.CELL_HEIGHT;
import static streamkata.common.geo.GeoUtils.CELL_WIDTH;
import static streamkata.common.geo.GeoUtils.LAT_NORTH;
import static streamkata.common.geo.GeoUtils.LAT_SOUTH;
import static streamkata.common.geo.GeoUtils.LON_EAST;
import static streamkata.common.geo.GeoUtils.LON_WEST;
import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Awkward.EPOCH;
import static streamkata.grader.labs.Awkward.FIRST_CELL;
import static streamkata.grader.labs.Awkward.LAST_CELL;
import static streamkata.grader.labs.Awkward.LIKE_FIRST_CELL;
import static streamkata.grader.labs.Awkward.NEXT_CENTURY;
import static streamkata.grader.labs.Awkward.sameHash;
import static streamkata.grader.labs.Awkward.twin;
import static streamkata.grader.labs.Shapes.assertNoGrowth;
import static streamkata.grader.labs.Shapes.checkOnRocksDb;
import static streamkata.grader.labs.Shapes.rescaled;
import static streamkata.grader.labs.Shapes.withFailures;
import static streamkata.grader.labs.Shapes.withLosses;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.Trip.trip;
import static streamkata.grader.labs.popularplaces.Places.emitsAcross;
import static streamkata.grader.labs.popularplaces.Places.emitsPlaces;
import static streamkata.grader.labs.popularplaces.Places.ends;
import static streamkata.grader.labs.popularplaces.Places.starts;
import static streamkata.grader.labs.popularplaces.PopularRides.MUSEUM;
import static streamkata.grader.labs.popularplaces.PopularRides.SQUARE;
import static streamkata.grader.labs.popularplaces.PopularRides.crowds;
import static streamkata.grader.labs.popularplaces.PopularRides.end;
import static streamkata.grader.labs.popularplaces.PopularRides.manyRides;
import static streamkata.grader.labs.popularplaces.PopularRides.oneWindow;
import static streamkata.grader.labs.popularplaces.PopularRides.ridesInManyWindows;
import static streamkata.grader.labs.popularplaces.PopularRides.ridesOfCells;
import static streamkata.grader.labs.popularplaces.PopularRides.start;
import static streamkata.grader.labs.popularplaces.PopularRides.startsInTwoCells;
import static streamkata.grader.labs.popularplaces.PopularRides.strayRides;
import static streamkata.grader.labs.popularplaces.PopularRides.threeAt;
import static streamkata.grader.scenario.Fault.TASK_FAILURE;
import static streamkata.grader.scenario.Fault.WORKER_LOSS;
import static streamkata.grader.scenario.Script.script;

import java.time.Duration;
import java.util.List;
import streamkata.common.model.PopularPlace;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.labs.Hygiene;
import streamkata.grader.labs.OutOfOrder;
import streamkata.grader.labs.Shapes;
import streamkata.grader.labs.Trip.Place;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;

/** What the lab popular-places is graded by. */
public class PopularPlacesChecks {

  private static final Duration BOUND = Duration.ofMinutes(4);

  @GradedCheck(
      points = 1,
      claim = "a cell with at least threshold rides is emitted, with its centre and count",
      lesson =
          "At least means >=. Use the threshold that is passed in. The result has lon before lat.")
  void threshold(Trial trial) {
    Script threeAndTwo =
        script()
            .emit(
                start(1, SQUARE, "13:01:07"),
                start(2, SQUARE.plus(0.0003, -0.0002), "13:02:41"),
                start(3, MUSEUM, "13:02:50"),
                start(4, MUSEUM, "13:03:12"),
                start(5, SQUARE.plus(-0.0002, 0.0004), "13:04:01.250"),
                start(6, SQUARE.plus(-0.0006, -0.0006), "13:06:30"),
                start(7, MUSEUM, "2013-01-05T13:03:00"),
                start(8, MUSEUM, "2013-02-04T13:03:00"))
            .watermark(at("2013-02-04T13:10:00.001"));

    assertThat(
        trial.play(Scenario.of(threeAndTwo).with(3)).results(),
        emitsPlaces(
            starts(SQUARE, "13:05:00", 3),
            starts(SQUARE, "13:10:00", 4),
            starts(SQUARE, "13:15:00", 4)));

    assertThat(
        trial.play(Scenario.of(crowds()).with(200)).results(),
        emitsPlaces(
            starts(SQUARE, "13:05:00", 32_800),
            starts(SQUARE, "13:10:00", 32_801),
            starts(SQUARE, "13:15:00", 32_801),
            starts(MUSEUM, "13:05:00", 200),
            starts(MUSEUM, "13:10:00", 201),
            starts(MUSEUM, "13:15:00", 202),
            ends(MUSEUM, "13:05:00", 32_800),
            ends(MUSEUM, "13:10:00", 32_801),
            ends(MUSEUM, "13:15:00", 32_801)));
  }

  @GradedCheck(
      points = 1,
      claim = "starts and ends in one cell are counted separately",
      lesson =
          "The key has two parts: the cell, and whether the event is a START or an END. An END"
              + " counts in the cell and at the time where the ride ended.")
  void startsAndEnds(Trial trial) {
    Script bothKinds =
        script()
            .emit(
                start(1, SQUARE, "13:06:02"),
                end(2, SQUARE, "13:06:15"),
                end(3, MUSEUM, "13:07:30"),
                start(4, MUSEUM, "13:07:48"),
                trip(4, MUSEUM, MUSEUM).startingAt(at("13:08:20") - 1).lasting(ofMillis(1)).end(),
                start(twin(1), SQUARE, "13:06:02"))
            .watermark(at("13:30:00.001"));

    assertThat(
        trial.play(Scenario.of(bothKinds).with(2)).results(),
        emitsPlaces(
            starts(SQUARE, "13:10:00", 2),
            starts(SQUARE, "13:15:00", 2),
            starts(SQUARE, "13:20:00", 2),
            ends(MUSEUM, "13:10:00", 2),
            ends(MUSEUM, "13:15:00", 2),
            ends(MUSEUM, "13:20:00", 2)));
  }

  @GradedCheck(
      points = 1,
      claim = "each grid cell is counted separately",
      lesson =
          "Key a START by the grid cell of its start location, and an END by the grid cell of its"
              + " end location. Do not key by the ride or by the coordinates.")
  void cellsApart(Trial trial) {
    Place east = SQUARE.plus(CELL_WIDTH, 0);
    Script neighbours =
        script()
            .emit(
                start(1, SQUARE, "13:01:07"),
                start(2, east, "13:01:09"),
                start(3, SQUARE.plus(-CELL_WIDTH / 2, 0), "13:01:12"),
                start(4, SQUARE.plus(CELL_WIDTH / 2, 0), "13:01:20"),
                start(5, SQUARE.plus(0, -CELL_HEIGHT / 2), "13:01:31"),
                start(6, SQUARE.plus(0, CELL_HEIGHT / 2), "13:01:40"))
            .emit(
                start(7, FIRST_CELL, "13:02:07"),
                start(8, new Place(LON_WEST, LAT_NORTH), "13:02:09"),
                end(9, LAST_CELL, "13:02:20"),
                end(10, new Place(LON_EAST, LAT_SOUTH), "13:02:31"),
                end(11, FIRST_CELL, "13:02:40"),
                start(12, LIKE_FIRST_CELL, "13:02:51"),
                start(19, FIRST_CELL.plus(11 * CELL_WIDTH, -CELL_HEIGHT), "13:02:52"),
                start(20, FIRST_CELL.plus(CELL_WIDTH, -11 * CELL_HEIGHT), "13:02:53"),
                start(21, sameHash(SQUARE).get(0), "13:02:54"),
                start(22, sameHash(SQUARE).get(1), "13:02:55"))
            .emit(
                end(13, SQUARE, "13:03:07"),
                end(14, east, "13:03:09"),
                end(15, SQUARE.plus(-CELL_WIDTH / 2, 0), "13:03:12"),
                end(16, SQUARE.plus(CELL_WIDTH / 2, 0), "13:03:20"),
                end(17, SQUARE.plus(0, -CELL_HEIGHT / 2), "13:03:31"),
                end(18, SQUARE.plus(0, CELL_HEIGHT / 2), "13:03:40"))
            .watermark(at("13:05:00.001"));

    assertThat(
        trial.play(Scenario.of(neighbours).with(2)).results(),
        emitsPlaces(
            starts(SQUARE, "13:05:00", 3),
            starts(east, "13:05:00", 2),
            starts(FIRST_CELL, "13:05:00", 2),
            ends(LAST_CELL, "13:05:00", 2),
            ends(SQUARE, "13:05:00", 3),
            ends(east, "13:05:00", 2)));
  }

  @GradedCheck(
      points = 1,
      claim = "a ride does not count if its start or its end is outside NYC",
      lesson = "Both locations of a ride must be in NYC, although only one of them is counted.")
  void outsideNyc(Trial trial) {
    Script strayRides = strayRides().watermark(at("13:05:00.001"));

    assertThat(
        trial.play(Scenario.of(strayRides).with(2)).results(),
        emitsPlaces(starts(SQUARE, "13:05:00", 6), ends(SQUARE, "13:05:00", 5)));
  }

  @GradedCheck(
      points = 1,
      claim =
          "every 5 minutes a window of 15 minutes is emitted, when the watermark passes its end",
      lesson =
          "A sliding window includes its start and excludes its end. Each event is in three"
              + " windows. A window fires when the watermark passes its end.")
  void slidingWindows(Trial trial) {
    Script aroundTheEdge =
        script()
            .emit(start(1, SQUARE, "13:04:59.999"), start(2, SQUARE, "13:05:00.000"))
            .watermark(at("13:04:59.998"))
            .look("before 13:05")
            .watermark(at("13:05:00.001"))
            .look("at 13:05")
            .watermark(at("13:09:59.998"))
            .look("before 13:10")
            .watermark(at("13:10:00.001"))
            .look("at 13:10")
            .watermark(at("13:30:00.001"))
            .emit(start(3, SQUARE, "2013-02-03T23:58:00"))
            .watermark(at("2013-02-04T00:10:00.001"));
    Scenario scenario = Scenario.of(aroundTheEdge).with(1);
    Outcome outcome = trial.play(scenario);
    PopularPlace first = starts(SQUARE, "13:05:00", 1);
    PopularPlace second = starts(SQUARE, "13:10:00", 2);

    assertThat("at the watermark 13:04:59.998", outcome.results("before 13:05"), emitsPlaces());
    assertThat("at the watermark 13:05:00.001", outcome.results("at 13:05"), emitsPlaces(first));
    assertThat(
        "at the watermark 13:09:59.998", outcome.results("before 13:10"), emitsPlaces(first));
    assertThat(
        "at the watermark 13:10:00.001", outcome.results("at 13:10"), emitsPlaces(first, second));
    assertThat(
        outcome.results(),
        emitsPlaces(
            first,
            second,
            starts(SQUARE, "13:15:00", 2),
            starts(SQUARE, "13:20:00", 1),
            starts(SQUARE, "2013-02-04T00:00:00", 1),
            starts(SQUARE, "2013-02-04T00:05:00", 1),
            starts(SQUARE, "2013-02-04T00:10:00", 1)));
    Shapes.checkAtOnce(trial, scenario);
    inAnyCentury(trial);
    Script untilTheInputEnds =
        script().emit(start(1, SQUARE, "13:07:23")).watermark(at("13:11:00")).close();
    assertThat(
        "at the end of the input",
        trial.play(Scenario.of(untilTheInputEnds).with(1)).results(),
        emitsPlaces(
            starts(SQUARE, "13:10:00", 1),
            starts(SQUARE, "13:15:00", 1),
            starts(SQUARE, "13:20:00", 1)));
  }

  private static void inAnyCentury(Trial trial) {
    Script firstAndLast =
        script()
            .emit(threeAt(SQUARE, EPOCH))
            .emit(end(3, MUSEUM, EPOCH), end(7, MUSEUM, EPOCH), end(11, MUSEUM, EPOCH))
            .emit(threeAt(SQUARE, NEXT_CENTURY))
            .watermark(at("2113-07-01T13:10:00.001"));
    assertThat(
        "in 1970, and in the next century",
        trial.play(Scenario.of(firstAndLast).with(3)).results(),
        emitsPlaces(
            starts(SQUARE, "1970-01-01T00:05:00", 3),
            starts(SQUARE, "1970-01-01T00:10:00", 3),
            starts(SQUARE, "1970-01-01T00:15:00", 3),
            ends(MUSEUM, "1970-01-01T00:05:00", 3),
            ends(MUSEUM, "1970-01-01T00:10:00", 3),
            ends(MUSEUM, "1970-01-01T00:15:00", 3),
            starts(SQUARE, "2113-07-01T13:10:00", 3)));
  }

  @GradedCheck(
      rung = Rung.SERIALISATION,
      points = 1,
      claim = "Flink serialises events, keys, results and state without Kryo")
  void serialisation(Trial trial) {
    assertThat(
        trial.play(Scenario.of(oneWindow()).with(2).withoutKryo()).results(),
        emitsPlaces(starts(SQUARE, "13:05:00", 3)));
  }

  @GradedCheck(
      rung = Rung.ROCKSDB,
      points = 1,
      claim = "the popular places are the same on the RocksDB state backend")
  void rocksdb(Trial trial) {
    checkOnRocksDb(
        trial,
        Scenario.of(oneWindow()).with(2),
        1,
        Outcome::results,
        emitsPlaces(starts(SQUARE, "13:05:00", 3)));
  }

  @GradedCheck(
      rung = Rung.EVENT_TIME,
      points = 1,
      claim = "an event counts at its event time, in every order of arrival")
  void eventTime(Trial trial) {
    trial.check(
        OutOfOrder.shuffle(manyRides(trial.random()), BOUND, trial.random()),
        rides -> Scenario.of(OutOfOrder.arrive(rides, BOUND).watermark(at("15:00:00"))).with(3),
        Places::emitsLikeTheOracle);
  }

  @GradedCheck(
      rung = Rung.EVENT_TIME,
      points = 1,
      claim = "no window is emitted again",
      lesson =
          "Drop an event if all its windows are over. Allowed lateness, or a timer in the past,"
              + " gives a second result.")
  void lateRide(Trial trial) {
    Place beside = SQUARE.plus(CELL_WIDTH, 0);
    Script stragglers =
        script()
            .emit(start(1, SQUARE, "13:01:07"), start(8, MUSEUM, "13:01:30"))
            .watermark(at("13:04:59.998"))
            .gate()
            .emit(start(12, beside, "13:01:32"))
            .watermark(at("13:04:59.999"))
            .emit(start(9, MUSEUM, "13:01:31"))
            .watermark(at("13:17:00"))
            .gate()
            .emit(
                start(2, SQUARE, "13:02:12"),
                start(3, SQUARE, "12:58:30"),
                start(4, SQUARE, "13:15:30"),
                start(5, MUSEUM, "13:17:00"),
                end(6, MUSEUM, "13:10:30"))
            .watermark(at("13:17:00"))
            .watermark(at("2013-01-05T09:30:00"))
            .emit(start(7, SQUARE, "13:40:00"))
            .watermark(at("2013-01-05T10:00:00"));
    List<PopularPlace> results =
        trial.play(Scenario.of(stragglers).with(1)).<PopularPlace>results().stream()
            .filter(place -> !isOfAnEventThatIsPartlyLate(place))
            .map(PopularPlacesChecks::withoutStraggler)
            .toList();

    assertThat(
        results,
        emitsPlaces(
                starts(beside, "13:05:00", 1),
                starts(beside, "13:10:00", 1),
                starts(beside, "13:15:00", 1),
                starts(MUSEUM, "13:05:00", 1),
                starts(MUSEUM, "13:10:00", 1),
                starts(MUSEUM, "13:15:00", 1),
                starts(MUSEUM, "13:20:00", 1),
                starts(MUSEUM, "13:25:00", 1),
                starts(MUSEUM, "13:30:00", 1),
                starts(SQUARE, "13:05:00", 1),
                starts(SQUARE, "13:10:00", 1),
                starts(SQUARE, "13:15:00", 1),
                starts(SQUARE, "13:20:00", 1),
                starts(SQUARE, "13:25:00", 1),
                starts(SQUARE, "13:30:00", 1))
            .because(
                (wanted, got) ->
                    got.isEmpty()
                        ? "an event before the watermark counts while its windows are open"
                        : "the event arrived after this window was emitted"));
  }

  @GradedCheck(
      rung = Rung.PARALLELISM,
      points = 1,
      claim = "the popular places are the same at parallelism 1 and 4")
  void parallelism(Trial trial) {
    trial.check(
        manyRides(trial.random()),
        rides ->
            Scenario.of(script().emit(rides).watermark(at("15:00:00"))).with(3).atParallelism(4),
        Places::emitsLikeTheOracle);
  }

  @GradedCheck(
      rung = Rung.STATE_HYGIENE,
      points = 1,
      claim = "state grows with the number of cells and open windows, not with the number of rides",
      lesson =
          "Count each event when it arrives (AggregateFunction). Do not keep the events of all"
              + " three windows until the windows fire.")
  void incremental(Trial trial) {
    Script busyMinutes =
        script()
            .emit(startsInTwoCells(1_000, 20))
            .checkpoint("20 rides")
            .emit(startsInTwoCells(2_000, 1_000))
            .checkpoint("1020 rides");
    Outcome outcome = trial.play(Scenario.of(busyMinutes).with(5));

    assertNoGrowth(
        outcome,
        "20 rides",
        "1020 rides",
        "bytes of state that 1000 more rides in the same 2 cells and windows have added");
  }

  @GradedCheck(
      rung = Rung.STATE_HYGIENE,
      points = 1,
      claim = "after a window is emitted, nothing of it stays in state",
      lesson =
          "Flink clears the state of a window when the window is over. If you keep other state for"
              + " a cell or a window, clear it yourself, also below the threshold.")
  void stateHygiene(Trial trial) {
    Hygiene.of(trial, 2)
        .keeping("cells with rides in open windows", 100, ridesOfCells(0, 100, at("14:00:00")))
        .over("rides whose windows are over", ridesOfCells(100, 200, at("13:01:00")))
        .watermark(at("13:15:00.001"))
        .over("rides after the end of their windows", ridesOfCells(300, 200, at("13:02:00")))
        .then()
        .check();
    Hygiene.of(trial, 2)
        .keeping("cells of a later day", 100, ridesOfCells(0, 100, at("2013-01-05T14:00:00")))
        .over("many windows of one cell", ridesInManyWindows(at("14:02:00")))
        .watermark(at("2013-01-04T00:00:00"))
        .check();
  }

  @GradedCheck(
      rung = Rung.TASK_FAILURE,
      points = 1,
      claim = "if a task fails, each ride counts once")
  void taskFailure(Trial trial) {
    Script across = across(TASK_FAILURE);
    for (Script script : withFailures(across)) {
      assertThat(trial.play(Scenario.of(script).with(2)).results(), emitsAcross(TASK_FAILURE));
    }
    Script firstAfterwards =
        script()
            .emit(start(1, FIRST_CELL, "13:01:07"))
            .checkpoint()
            .inject(TASK_FAILURE)
            .emit(start(2, FIRST_CELL, "13:02:41"))
            .watermark(at("13:05:00.001"));
    assertThat(
        trial.play(Scenario.of(firstAfterwards).with(2)).results(),
        emitsPlaces(starts(FIRST_CELL, "13:05:00", 2)));
  }

  @GradedCheck(
      rung = Rung.WORKER_LOSS,
      points = 1,
      claim = "if the worker is lost, open windows are not lost")
  void workerLoss(Trial trial) {
    trial.checkTogether(
        withLosses(Scenario.of(across(WORKER_LOSS)).with(2)),
        Outcome::results,
        emitsAcross(WORKER_LOSS));
  }

  @GradedCheck(
      rung = Rung.RESCALE,
      points = 1,
      claim = "open windows continue from a savepoint at another parallelism")
  void rescale(Trial trial) {
    trial.check(
        manyRides(trial.random()),
        rides -> rescaled(rides, at("13:00:00"), at("15:00:00")).with(3),
        Places::emitsLikeTheOracle);
  }

  /** The window to 13:05 is out at 13:04:59.999, or not yet, so a START counts then, or not. */
  private static PopularPlace withoutStraggler(PopularPlace place) {
    return place.windowEnd() > at("13:15:00") || place.count() != 2
        ? place
        : new PopularPlace(place.lon(), place.lat(), place.windowEnd(), place.isStart(), 1);
  }

  /** The one END: in the windows to 13:20 and 13:25 it may count or not, but in no older one. */
  private static boolean isOfAnEventThatIsPartlyLate(PopularPlace place) {
    return !place.isStart()
        && place.count() == 1
        && List.of(at("13:20:00"), at("13:25:00")).contains(place.windowEnd());
  }

  /**
   * At the museum everything happens before the checkpoint, at the square something after it, too.
   * A first window comes out after the checkpoint. What came after it is rolled back and comes
   * again.
   */
  private static Script across(Fault fault) {
    return script()
        .emit(
            start(1, SQUARE, "13:01:07"),
            end(2, MUSEUM, "13:01:30"),
            start(3, SQUARE, "13:02:41"),
            end(4, MUSEUM, "13:02:55"))
        .checkpoint()
        .emit(start(5, SQUARE, "13:03:12"))
        .watermark(at("13:05:00.001"))
        .inject(fault)
        .emit(start(6, SQUARE, "13:08:20"))
        .watermark(at("13:30:00.001"));
  }
}
