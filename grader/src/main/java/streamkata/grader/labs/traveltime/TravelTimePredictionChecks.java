package streamkata.grader.labs.traveltime;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Awkward.EPOCH;
import static streamkata.grader.labs.Awkward.FIRST_CELL;
import static streamkata.grader.labs.Awkward.LAST_CELL;
import static streamkata.grader.labs.Awkward.LIKE_FIRST_CELL;
import static streamkata.grader.labs.Awkward.NEXT_CENTURY;
import static streamkata.grader.labs.Awkward.sameHash;
import static streamkata.grader.labs.Awkward.twin;
import static streamkata.grader.labs.Shapes.checkOnRocksDb;
import static streamkata.grader.labs.Shapes.rescaled;
import static streamkata.grader.labs.Shapes.withFailures;
import static streamkata.grader.labs.Shapes.withLosses;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.Trip.trip;
import static streamkata.grader.labs.traveltime.Rides.MUSEUM;
import static streamkata.grader.labs.traveltime.Rides.fromSouth;
import static streamkata.grader.labs.traveltime.Rides.fromWest;
import static streamkata.grader.labs.traveltime.Rides.manyRides;
import static streamkata.grader.labs.traveltime.Rides.minutes;
import static streamkata.grader.labs.traveltime.Rides.outside;
import static streamkata.grader.labs.traveltime.Rides.ridesToCells;
import static streamkata.grader.matchers.Emits.emits;
import static streamkata.grader.matchers.FaultTolerance.faultTolerance;
import static streamkata.grader.scenario.Fault.TASK_FAILURE;
import static streamkata.grader.scenario.Fault.WORKER_LOSS;
import static streamkata.grader.scenario.Script.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import streamkata.common.geo.GeoUtils;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;
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

/** What the lab travel-time-prediction is graded by. */
public class TravelTimePredictionChecks {

  private static final Place EASTERN_CORNER = new Place(GeoUtils.LON_EAST, GeoUtils.LAT_SOUTH);
  private static final Place AIRPORT = new Place(-73.7822, 40.6441);

  private static final String SOMETHING_IS_CUT =
      "Each prediction is wrong by a minute or two only. Is something cut or rounded? The minutes for"
          + " the model are a double: milliseconds / 60_000.0. Do not change what the model predicts.";

  /** Two rides from the south: 2 km in 9.6 minutes, 4 km in 15.9. So 3 km take 12.75. */
  private static final List<TaxiRide> TRAINING =
      List.of(
          fromSouth(901, 0.018).lasting(minutes(9.6)).end(),
          fromSouth(902, 0.036).lasting(minutes(15.9)).end());

  private static final TaxiRide QUESTION = fromSouth(17, 0.027).start();

  @GradedCheck(
      points = 2,
      claim = "a START to a cell without a trained model gives -1, and an END gives no result",
      lesson =
          "Emit exactly one prediction for each START in NYC, also if it is -1. An END only refines"
              + " the model.")
  void untrained(Trial trial) {
    Script oneRide =
        script()
            .emit(fromSouth(1, 0.02).start(), fromSouth(2, 0.03).end(), fromSouth(3, 0.02).start())
            .emit(fromSouth(4, 0.04).startingAt(EPOCH).start(), fromSouth(5, 0.02).start());

    assertThat(
        trial.play(oneRide).results(),
        predicts(prediction(1, -1), prediction(3, -1), prediction(4, -1), prediction(5, -1)));
    Shapes.checkAtOnce(trial, Scenario.of(oneRide));
  }

  @GradedCheck(
      points = 2,
      claim = "after two rides to a cell, its model predicts the travel time in minutes",
      lesson =
          "At an END, refine the model of its destination cell with the minutes from start to end."
              + " At a START, ask this model. Compute direction and distance in the same way for"
              + " both.")
  void trained(Trial trial) {
    Trip justBeforeASecond = fromSouth(908, -0.018).startingAt(at("13:07:23.999"));
    Script yearsBetween =
        script()
            .emit(TRAINING)
            .watermark(at("2043-02-10T09:30:00"))
            .emit(QUESTION, fromSouth(twin(17), 0.027).start())
            .emit(
                fromWest(903, 0.018).lasting(Duration.ofMillis(600_999)).end(),
                fromWest(904, 0.036).lasting(Duration.ofMillis(1_019_500)).end(),
                fromWest(18, 0.027).start())
            .emit(fromWest(905, -0.018).lasting(minutes(60)).end())
            .emit(fromWest(906, -0.036).lasting(Duration.ofDays(30)).end())
            .emit(fromWest(19, -0.036).start())
            .emit(fromWest(20, 0.027).startingAt(NEXT_CENTURY).start())
            .emit(fromWest(21, 0.027).startingAt(EPOCH).start())
            .emit(Collections.nCopies(1_200, justBeforeASecond.lasting(minutes(10)).end()))
            .emit(
                fromSouth(909, -0.036).lasting(minutes(16.99)).end(), fromSouth(23, -0.027).start())
            .emit(trip(907, FIRST_CELL, MUSEUM).startingAt(EPOCH).lasting(minutes(0)).end())
            .emit(trip(22, FIRST_CELL, MUSEUM).startingAt(EPOCH).start());

    assertThat(
        trial.play(yearsBetween).results(),
        predicts(
            prediction(17, 13),
            prediction(twin(17), 13),
            prediction(18, 14),
            prediction(19, 43_200),
            prediction(20, 14),
            prediction(21, 14),
            prediction(23, 13),
            prediction(22, -1)));
  }

  @GradedCheck(
      points = 1,
      claim = "each destination cell has its own model",
      lesson =
          "Key one stream of STARTs and ENDs by the grid cell of the END location. Two streams have"
              + " no common order: a START may be asked before an END that arrived first.")
  void cellsApart(Trial trial) {
    Place nextDoor = MUSEUM.plus(GeoUtils.CELL_WIDTH, 0);
    Script twoDestinations =
        script()
            .emit(TRAINING)
            .emit(trip(21, nextDoor.plus(0, -0.027), nextDoor).start(), QUESTION)
            .emit(
                trip(903, nextDoor.plus(0, -0.018), nextDoor).lasting(minutes(30)).end(),
                trip(904, nextDoor.plus(0, -0.036), nextDoor).lasting(minutes(40)).end(),
                trip(905, FIRST_CELL.plus(0, -0.018), FIRST_CELL).lasting(minutes(50)).end(),
                trip(906, FIRST_CELL.plus(0, -0.036), FIRST_CELL).lasting(minutes(60)).end())
            .emit(
                trip(22, nextDoor.plus(0, -0.027), nextDoor).start(),
                fromSouth(23, 0.027).start(),
                trip(24, MUSEUM, AIRPORT).start(),
                trip(25, MUSEUM, FIRST_CELL).start(),
                trip(26, MUSEUM, LAST_CELL).start(),
                trip(27, MUSEUM, EASTERN_CORNER).start(),
                trip(28, LIKE_FIRST_CELL.plus(0, -0.027), LIKE_FIRST_CELL).start());
    for (Place place : sameHash(MUSEUM)) {
      twoDestinations.emit(
          trip(907, place.plus(0, -0.018), place).lasting(minutes(50)).end(),
          trip(29, place.plus(0, -0.027), place).start());
    }
    for (Place corner : Awkward.CORNERS_OF_CELLS) {
      Place centre = Awkward.centre(corner);
      twoDestinations.emit(
          trip(908, centre.plus(0, -0.018), centre).lasting(minutes(20)).end(),
          trip(909, centre.plus(0, -0.036), centre).lasting(minutes(29)).end(),
          trip(30, corner.plus(0, -0.027), corner).start());
    }
    List<TravelTimePrediction> expected =
        new ArrayList<>(
            List.of(
                prediction(21, -1),
                prediction(17, 13),
                prediction(22, 35),
                prediction(23, 13),
                prediction(24, -1),
                prediction(25, -1),
                prediction(26, -1),
                prediction(27, -1),
                prediction(28, -1),
                prediction(29, -1),
                prediction(29, -1)));
    Awkward.CORNERS_OF_CELLS.forEach(corner -> expected.add(prediction(30, 25)));

    assertThat(trial.play(twoDestinations).results(), predicts(expected));
  }

  @GradedCheck(
      points = 1,
      claim = "rides from one direction do not change the predictions for another direction",
      lesson =
          "The model separates directions by the angle from the start location to the end"
              + " location.")
  void directionsApart(Trial trial) {
    Script twoDirections =
        script()
            .emit(TRAINING)
            .emit(fromSouth(31, -0.027).start())
            .emit(
                fromSouth(905, -0.018).lasting(minutes(4.5)).end(),
                fromSouth(906, -0.036).lasting(minutes(6.4)).end())
            .emit(fromSouth(32, -0.027).start(), fromSouth(33, 0.027).start());

    assertThat(
        trial.play(twoDirections).results(),
        predicts(prediction(31, -1), prediction(32, 5), prediction(33, 13)));
  }

  @GradedCheck(
      points = 1,
      claim = "a ride is dropped if its start or its end is outside NYC",
      lesson = "Both locations of a ride must be in NYC, for START events and for END events.")
  void outsideNyc(Trial trial) {
    Place newark = new Place(-74.1745, 40.7);
    Place nan = new Place(Double.NaN, Double.NaN);
    Script strayRides =
        script()
            .emit(TRAINING)
            .emit(
                trip(42, MUSEUM, newark).start(),
                trip(43, MUSEUM, Awkward.NOWHERE).start(),
                trip(44, Awkward.NOWHERE, MUSEUM).start(),
                trip(45, nan, MUSEUM).start(),
                trip(908, MUSEUM, newark).end(),
                fromSouth(909, 0.3).lasting(minutes(3)).end());
    for (Place outside : Awkward.OUTSIDE) {
      strayRides.emit(
          trip(907, outside, MUSEUM).lasting(minutes(3)).end(),
          trip(41, outside, MUSEUM).start(),
          trip(46, MUSEUM, outside).start());
    }
    for (Place outside : Awkward.JUST_BEYOND) {
      strayRides.emit(trip(47, outside, MUSEUM).start(), trip(47, MUSEUM, outside).start());
    }
    List<TravelTimePrediction> kept = new ArrayList<>(List.of(prediction(17, 13)));
    for (int i = 0; i < Awkward.ON_THE_EDGE.size(); i++) {
      Place edge = Awkward.ON_THE_EDGE.get(i);
      strayRides.emit(trip(61 + i, edge, MUSEUM).start(), trip(71 + i, MUSEUM, edge).start());
      kept.addAll(List.of(prediction(61 + i, -1), prediction(71 + i, -1)));
    }
    strayRides.emit(QUESTION);

    assertThat(trial.play(strayRides).results(), predicts(kept));
  }

  @GradedCheck(
      points = 1,
      claim = "a ride of 0 minutes or 0 km is passed to the model like every other ride",
      lesson =
          "Real data contains such rides. Pass their minutes and their distance to the model, and"
              + " do not divide by them.")
  void zeroMinutes(Trial trial) {
    Script oddRides =
        script()
            .emit(
                fromSouth(909, 0).lasting(minutes(0)).end(),
                fromSouth(51, 0).start(),
                fromSouth(910, 0.018).lasting(minutes(0)).end(),
                fromSouth(911, 0.036).lasting(minutes(60)).end(),
                fromSouth(912, 0.018).lasting(minutes(-7)).end())
            .emit(
                fromSouth(52, 0).start(),
                fromSouth(53, 0.018).start(),
                fromSouth(54, 0.036).start())
            .emit(
                trip(913, AIRPORT, AIRPORT).lasting(minutes(8)).end(),
                trip(914, AIRPORT.plus(0, -0.018), AIRPORT).lasting(minutes(16)).end(),
                trip(55, AIRPORT, AIRPORT).start());

    assertThat(
        trial.play(oddRides).results(),
        predicts(
            prediction(51, -1),
            prediction(52, 0),
            prediction(53, 20),
            prediction(54, 50),
            prediction(55, 8)));
  }

  @GradedCheck(
      rung = Rung.ENVIRONMENT,
      points = 2,
      claim = "checkpoints, restarts and checkpoint storage are set as the lab asks")
  void environment(Trial trial) {
    String directory = "file:///checkpoints/of/this/check";

    assertThat(
        trial.configure(directory),
        faultTolerance(Duration.ofMillis(1000), directory, 60, Duration.ofSeconds(10)));
  }

  @GradedCheck(
      rung = Rung.SERIALISATION,
      points = 1,
      claim = "Flink serialises events, results and state without Kryo")
  void serialisation(Trial trial) {
    Scenario scenario = Scenario.of(script().emit(TRAINING).emit(QUESTION)).withoutKryo();

    assertThat(trial.play(scenario).results(), predicts(prediction(17, 13)));
  }

  @GradedCheck(
      rung = Rung.ROCKSDB,
      points = 1,
      claim = "the predictions are the same on the RocksDB state backend")
  void rocksdb(Trial trial) {
    List<TaxiRide> muchTheSame =
        List.of(
            fromSouth(901, 0.018).lasting(minutes(10)).end(),
            fromSouth(16, 0.036).start(),
            fromSouth(902, 0.036).lasting(minutes(16)).end(),
            fromSouth(17, 0.036).start(),
            fromSouth(903, 0.036).lasting(Duration.ofSeconds(1_014)).end(),
            fromSouth(904, 0.036).lasting(Duration.ofSeconds(1_014)).end(),
            fromSouth(18, 0.036).start(),
            fromSouth(905, 0.036).lasting(minutes(30)).end(),
            fromSouth(19, 0.036).start());

    checkOnRocksDb(
        trial,
        Scenario.of(script().emit(TRAINING).emit(QUESTION)),
        1,
        Outcome::results,
        predicts(prediction(17, 13)));
    assertThat(
        trial.play(Scenario.of(script().emit(muchTheSame)).onRocksDb()).results(),
        predictsLikeTheOracle(muchTheSame));
  }

  @GradedCheck(
      rung = Rung.PARALLELISM,
      points = 1,
      claim = "the predictions are the same at parallelism 1 and 4",
      lesson =
          "The events of a cell must reach its model in order. An operator before the keyBy, such"
              + " as a filter, can have more instances than the input. Then it spreads the events,"
              + " and they overtake each other.")
  void parallelism(Trial trial) {
    trial.check(
        manyRides(trial.random()),
        rides ->
            Scenario.of(script().emit(rides))
                .inOrderBy(Rides::destination)
                .atParallelism(4)
                .fromOneSource(),
        TravelTimePredictionChecks::predictsLikeTheOracle);
  }

  @GradedCheck(
      rung = Rung.PARALLELISM,
      points = 1,
      claim = "a cell has one model for its rides from all instances of the source",
      lesson =
          "Without keyBy, events do not go to the instance of their cell. So each "
              + "instance learns from a part of the rides only.")
  void oneModelForAllInstances(Trial trial) {
    List<TaxiRide> rides = new ArrayList<>(manyRides(trial.random()));
    rides.sort(Comparator.comparing(TaxiRide::isStart));

    trial.check(
        rides,
        events -> {
          List<TaxiRide> ends = events.stream().filter(ride -> !ride.isStart()).toList();
          List<TaxiRide> starts = events.stream().filter(TaxiRide::isStart).toList();
          return Scenario.of(script().emit(ends).look("all learned").emit(starts)).atParallelism(4);
        },
        TravelTimePredictionChecks::predictsLikeTheOracle);
  }

  @GradedCheck(
      rung = Rung.STATE_HYGIENE,
      points = 1,
      claim = "state grows with the number of cells, not with the number of rides",
      lesson = "Keep the model in state, not the rides from which it has learned.")
  void stateHygiene(Trial trial) {
    Hygiene.of(trial)
        .keeping("cells with a model", 60, ridesToCells(1_000, 960, 60))
        .over("more rides to the same cells", ridesToCells(10_000, 1_920, 60))
        .over("rides outside NYC", outside(20_000, 200))
        .then()
        .check();
  }

  @GradedCheck(
      rung = Rung.TASK_FAILURE,
      points = 2,
      claim = "if a task fails, no model is lost and each ride is learned once")
  void taskFailure(Trial trial) {
    Script across = learnAcross(TASK_FAILURE);
    for (Script script : withFailures(across)) {
      assertThat(trial.play(script).results(), predictsAcross(TASK_FAILURE, prediction(17, 15)));
    }
    List<TaxiRide> toTheFirstCell =
        List.of(
            trip(901, FIRST_CELL.plus(0.01, -0.01), FIRST_CELL).lasting(minutes(31)).end(),
            trip(902, FIRST_CELL.plus(0.02, -0.02), FIRST_CELL).lasting(minutes(35)).end(),
            trip(17, FIRST_CELL.plus(0.02, -0.02), FIRST_CELL).start());
    Script firstAfterwards =
        script()
            .emit(toTheFirstCell.subList(0, 2))
            .checkpoint()
            .inject(TASK_FAILURE)
            .emit(toTheFirstCell.subList(2, 3));
    assertThat(trial.play(firstAfterwards).results(), predictsLikeTheOracle(toTheFirstCell));
  }

  @GradedCheck(
      rung = Rung.WORKER_LOSS,
      points = 2,
      claim = "if the worker is lost, no model is lost")
  void workerLoss(Trial trial) {
    trial.checkTogether(
        withLosses(Scenario.of(learnAcross(WORKER_LOSS))),
        Outcome::results,
        predictsAcross(WORKER_LOSS, prediction(17, 15)));
  }

  @GradedCheck(
      rung = Rung.RESCALE,
      points = 1,
      claim = "the job continues from a savepoint at another parallelism")
  void rescale(Trial trial) {
    trial.check(
        manyRides(trial.random()),
        rides -> rescaled(rides).inOrderBy(Rides::destination),
        TravelTimePredictionChecks::predictsLikeTheOracle);
    List<TaxiRide> inFour = Rides.learnedInTwoParts();
    assertThat(
        trial.play(rescaled(inFour).inOrderBy(Rides::destination)).results(),
        predictsLikeTheOracle(inFour));
  }

  /**
   * Two rides before the checkpoint, one after it that is rolled back and comes again. Learned once
   * each, 3 km take 15 minutes: the line through (2, 9.6), (4, 15.9), (3, 19). Learned twice, the
   * last one would make it 16.
   */
  private static Script learnAcross(Fault fault) {
    return script()
        .emit(TRAINING)
        .checkpoint()
        .emit(fromSouth(912, 0.027).lasting(minutes(19)).end())
        .inject(fault)
        .emit(QUESTION);
  }

  private static Emits<TravelTimePrediction> predicts(TravelTimePrediction... expected) {
    return predicts(List.of(expected));
  }

  private static Emits<TravelTimePrediction> predicts(List<TravelTimePrediction> expected) {
    return emits(
            expected,
            prediction -> "ride " + prediction.rideId(),
            prediction -> prediction.minutes() + " minutes")
        .lookAt((missing, wrong) -> areClose(missing, wrong) ? SOMETHING_IS_CUT : "");
  }

  /** Whether each prediction is there, and wrong by a minute or two; -1 is no prediction. */
  private static boolean areClose(
      List<TravelTimePrediction> missing, List<TravelTimePrediction> wrong) {
    return missing.size() == wrong.size()
        && missing.stream()
            .allMatch(
                wanted ->
                    wrong.stream()
                        .anyMatch(
                            got ->
                                got.rideId() == wanted.rideId()
                                    && Math.min(got.minutes(), wanted.minutes()) >= 0
                                    && Math.abs(got.minutes() - wanted.minutes()) <= 2));
  }

  private static Emits<TravelTimePrediction> predictsLikeTheOracle(List<TaxiRide> rides) {
    return predicts(TravelTimeOracle.predictions(rides));
  }

  private static Emits<TravelTimePrediction> predictsAcross(
      Fault fault, TravelTimePrediction expected) {
    String event = fault.past();
    return predicts(expected)
        .because(
            (wanted, got) -> {
              if (got.isEmpty()) {
                return "";
              }
              return switch (got.get(0).minutes()) {
                case -1 -> "the model was lost when " + event;
                case 13 -> "a ride after the checkpoint was not learned again when " + event;
                case 16 -> "a ride after the checkpoint was learned twice when " + event;
                default -> "";
              };
            });
  }

  private static TravelTimePrediction prediction(long rideId, int minutes) {
    return new TravelTimePrediction(rideId, minutes);
  }
}
