package streamkata.grader.labs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThan;
import static streamkata.grader.matchers.Emits.emits;
import static streamkata.grader.matchers.FaultTolerance.faultTolerance;
import static streamkata.grader.scenario.Fault.TASK_FAILURE;
import static streamkata.grader.scenario.Fault.WORKER_LOSS;
import static streamkata.grader.scenario.Script.script;
import static streamkata.grader.scenario.Trip.trip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.TravelTimePredictionLab;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;
import streamkata.grader.grading.Check;
import streamkata.grader.grading.GradedLab;
import streamkata.grader.grading.Trial;
import streamkata.grader.matchers.Emits;
import streamkata.grader.oracles.TravelTimeOracle;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Pipeline;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.scenario.Trip;
import streamkata.grader.scenario.Trip.Place;

@GradedLab("travel-time-prediction")
class TravelTimePredictionTest {

  private static final Pipeline<TravelTimePredictionLab> PREDICT =
      (lab, streams) -> streams.collect(TravelTimePrediction.class, lab.predict(streams.rides()));

  private static final Place MUSEUM = new Place(-73.9631, 40.7795);
  private static final Place AIRPORT = new Place(-73.7822, 40.6441);
  private static final Place NOWHERE = new Place(0, 0);

  /** Two rides from the south: 2 km in 10 minutes, 4 km in 16. So 3 km take 13. */
  private static final List<TaxiRide> TRAINING =
      List.of(
          fromSouth(901, 0.018).lasting(minutes(10)).end(),
          fromSouth(902, 0.036).lasting(minutes(16)).end());

  private static final TaxiRide QUESTION = fromSouth(17, 0.027).start();

  @Check("untrained")
  void without_two_rides_to_learn_from_the_answer_is_minus_one(
      Trial<TravelTimePredictionLab> trial) {
    Script oneRide =
        script()
            .emit(fromSouth(1, 0.02).start(), fromSouth(2, 0.03).end(), fromSouth(3, 0.02).start());

    assertThat(play(trial, oneRide), predicts(prediction(1, -1), prediction(3, -1)));
  }

  @Check("trained")
  void two_rides_are_enough_to_predict_a_third_in_minutes(Trial<TravelTimePredictionLab> trial) {
    assertThat(play(trial, script().emit(TRAINING).emit(QUESTION)), predicts(prediction(17, 13)));
  }

  @Check("cells-apart")
  void a_ride_to_another_cell_is_predicted_by_another_model(Trial<TravelTimePredictionLab> trial) {
    Place nextDoor = MUSEUM.plus(GeoUtils.CELL_WIDTH, 0);
    Script twoDestinations =
        script()
            .emit(TRAINING)
            .emit(trip(21, nextDoor.plus(0, -0.027), nextDoor).start(), QUESTION)
            .emit(
                trip(903, nextDoor.plus(0, -0.018), nextDoor).lasting(minutes(30)).end(),
                trip(904, nextDoor.plus(0, -0.036), nextDoor).lasting(minutes(40)).end())
            .emit(
                trip(22, nextDoor.plus(0, -0.027), nextDoor).start(),
                fromSouth(23, 0.027).start(),
                trip(24, MUSEUM, AIRPORT).start());

    assertThat(
        play(trial, twoDestinations),
        predicts(
            prediction(21, -1),
            prediction(17, 13),
            prediction(22, 35),
            prediction(23, 13),
            prediction(24, -1)));
  }

  @Check("directions-apart")
  void a_ride_from_the_north_is_not_predicted_from_rides_from_the_south(
      Trial<TravelTimePredictionLab> trial) {
    Script twoDirections =
        script()
            .emit(TRAINING)
            .emit(fromSouth(31, -0.027).start())
            .emit(
                fromSouth(905, -0.018).lasting(minutes(4)).end(),
                fromSouth(906, -0.036).lasting(minutes(6)).end())
            .emit(fromSouth(32, -0.027).start(), fromSouth(33, 0.027).start());

    assertThat(
        play(trial, twoDirections),
        predicts(prediction(31, -1), prediction(32, 5), prediction(33, 13)));
  }

  @Check("outside-nyc")
  void rides_from_or_to_places_outside_nyc_are_dropped(Trial<TravelTimePredictionLab> trial) {
    Place newark = new Place(-74.1745, 40.7);
    Place southOfTheCity = new Place(MUSEUM.lon(), 40.49);
    Place nan = new Place(Double.NaN, Double.NaN);
    Script strayRides =
        script()
            .emit(TRAINING)
            .emit(
                trip(907, southOfTheCity, MUSEUM).lasting(minutes(3)).end(),
                trip(41, southOfTheCity, MUSEUM).start(),
                trip(42, MUSEUM, newark).start(),
                trip(43, MUSEUM, NOWHERE).start(),
                trip(44, NOWHERE, MUSEUM).start(),
                trip(45, nan, MUSEUM).start(),
                trip(908, MUSEUM, newark).end())
            .emit(QUESTION);

    assertThat(play(trial, strayRides), predicts(prediction(17, 13)));
  }

  @Check("zero-minutes")
  void rides_without_length_or_duration_are_learned_from_like_any_other(
      Trial<TravelTimePredictionLab> trial) {
    Script oddRides =
        script()
            .emit(
                fromSouth(909, 0).lasting(minutes(0)).end(),
                fromSouth(51, 0).start(),
                fromSouth(910, 0.018).lasting(minutes(0)).end(),
                fromSouth(911, 0.036).lasting(minutes(60)).end())
            .emit(
                fromSouth(52, 0).start(),
                fromSouth(53, 0.018).start(),
                fromSouth(54, 0.036).start());

    assertThat(
        play(trial, oddRides),
        predicts(prediction(51, -1), prediction(52, 0), prediction(53, 20), prediction(54, 50)));
  }

  @Check("environment")
  void the_environment_checkpoints_and_restarts_as_asked(Trial<TravelTimePredictionLab> trial) {
    String directory = "file:///checkpoints/of/this/check";

    assertThat(
        trial.configure((lab, environment) -> lab.configure(environment, directory)),
        faultTolerance(Duration.ofMillis(1000), directory, 60, Duration.ofSeconds(10)));
  }

  @Check("serialisation")
  void nothing_needs_kryo(Trial<TravelTimePredictionLab> trial) {
    Scenario scenario = Scenario.of(script().emit(TRAINING).emit(QUESTION)).withoutKryo();

    assertThat(trial.play(PREDICT, scenario).results(), predicts(prediction(17, 13)));
  }

  @Check("rocksdb")
  void a_model_is_refined_on_rocksdb_too(Trial<TravelTimePredictionLab> trial) {
    Scenario scenario = Scenario.of(script().emit(TRAINING).emit(QUESTION)).onRocksDb();

    assertThat(trial.play(PREDICT, scenario).results(), predicts(prediction(17, 13)));
  }

  @Check("parallelism")
  void the_same_comes_out_at_parallelism_one_and_four(Trial<TravelTimePredictionLab> trial) {
    List<TaxiRide> rides = manyRides(trial.random());
    Function<List<TaxiRide>, Scenario> inOrder =
        events ->
            Scenario.of(script().emit(events)).inOrderBy(TravelTimePredictionTest::destination);

    trial.check(PREDICT, rides, inOrder, TravelTimePredictionTest::predictsLikeTheOracle);
    trial.check(
        PREDICT,
        rides,
        events -> inOrder.apply(events).atParallelism(4),
        TravelTimePredictionTest::predictsLikeTheOracle);
  }

  @Check("one-model-for-all-instances")
  void a_cell_has_one_model_wherever_its_rides_come_from(Trial<TravelTimePredictionLab> trial) {
    List<TaxiRide> rides = new ArrayList<>(manyRides(trial.random()));
    rides.sort(Comparator.comparing(TaxiRide::isStart));

    trial.check(
        PREDICT,
        rides,
        events -> {
          List<TaxiRide> ends = events.stream().filter(ride -> !ride.isStart()).toList();
          List<TaxiRide> starts = events.stream().filter(TaxiRide::isStart).toList();
          return Scenario.of(script().emit(ends).look("all learned").emit(starts)).atParallelism(4);
        },
        TravelTimePredictionTest::predictsLikeTheOracle);
  }

  @Check("state-hygiene")
  void ten_times_the_rides_to_one_cell_need_no_more_state(Trial<TravelTimePredictionLab> trial) {
    Script manyRidesToOnePlace =
        script()
            .emit(ridesFromEverywhere(1_000, 200))
            .checkpoint("200 rides")
            .emit(ridesFromEverywhere(10_000, 1_800))
            .checkpoint("2000 rides");
    Outcome outcome = trial.play(PREDICT, Scenario.of(manyRidesToOnePlace));

    assertThat(
        "bytes of state that 1800 more rides to the same cell have added",
        outcome.stateSize("2000 rides") - outcome.stateSize("200 rides"),
        lessThan(1_000L));
  }

  @Check("task-failure")
  void models_are_as_in_the_checkpoint_when_a_task_has_failed(
      Trial<TravelTimePredictionLab> trial) {
    assertThat(
        play(trial, learnAcross(TASK_FAILURE)), predictsAcross(TASK_FAILURE, prediction(17, 15)));
  }

  @Check("worker-loss")
  void models_are_as_in_the_checkpoint_when_the_worker_has_died(
      Trial<TravelTimePredictionLab> trial) {
    assertThat(
        play(trial, learnAcross(WORKER_LOSS)), predictsAcross(WORKER_LOSS, prediction(17, 15)));
  }

  @Check("rescale")
  void models_move_with_their_cells_when_the_job_is_rescaled(Trial<TravelTimePredictionLab> trial) {
    trial.check(
        PREDICT,
        manyRides(trial.random()),
        rides -> {
          int half = rides.size() / 2;
          Script rescaled =
              script()
                  .emit(rides.subList(0, half))
                  .rescale(4)
                  .emit(rides.subList(half, rides.size()));
          return Scenario.of(rescaled)
              .atParallelism(2)
              .inOrderBy(TravelTimePredictionTest::destination);
        },
        TravelTimePredictionTest::predictsLikeTheOracle);
  }

  /**
   * Two rides before the checkpoint, one after it that is rolled back and comes again. Learned once
   * each, 3 km take 15 minutes: the line through (2, 10), (4, 16), (3, 19). Learned twice, the last
   * one would make it 16.
   */
  private static Script learnAcross(Fault fault) {
    return script()
        .emit(TRAINING)
        .checkpoint()
        .emit(fromSouth(912, 0.027).lasting(minutes(19)).end())
        .inject(fault)
        .emit(QUESTION);
  }

  private static List<TravelTimePrediction> play(
      Trial<TravelTimePredictionLab> trial, Script script) {
    return trial.play(PREDICT, Scenario.of(script)).results();
  }

  private static Emits<TravelTimePrediction> predicts(TravelTimePrediction... expected) {
    return predicts(List.of(expected));
  }

  private static Emits<TravelTimePrediction> predicts(List<TravelTimePrediction> expected) {
    return emits(
        expected,
        prediction -> "ride " + prediction.rideId(),
        prediction -> prediction.minutes() + " minutes");
  }

  private static Emits<TravelTimePrediction> predictsLikeTheOracle(List<TaxiRide> rides) {
    return predicts(TravelTimeOracle.predictions(rides));
  }

  private static Emits<TravelTimePrediction> predictsAcross(
      Fault fault, TravelTimePrediction expected) {
    String event = fault == WORKER_LOSS ? "the worker died" : "the task failed";
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

  /** A trip to the museum, straight up from the south; from the north if degrees is negative. */
  private static Trip fromSouth(long rideId, double degrees) {
    return trip(rideId, MUSEUM.plus(0, -degrees), MUSEUM);
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static Object destination(TaxiEvent event) {
    TaxiRide ride = (TaxiRide) event;
    return GeoUtils.isInNYC(ride.endLon(), ride.endLat())
        ? GeoUtils.mapToGridCell(ride.endLon(), ride.endLat())
        : -1;
  }

  private static List<TaxiRide> ridesFromEverywhere(int firstRide, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                trip(
                        firstRide + i,
                        MUSEUM.plus(Math.cos(i) / 100, Math.sin(i) / (80 + i % 7)),
                        MUSEUM)
                    .lasting(minutes(5 + i % 11))
                    .end())
        .toList();
  }

  /** STARTs and ENDs to eight cells from all sides; one in ten is partly outside NYC. */
  private static List<TaxiRide> manyRides(Random random) {
    List<TaxiRide> events = new ArrayList<>();
    for (int i = 0; i < 160; i++) {
      Place to = MUSEUM.plus(GeoUtils.CELL_WIDTH * random.nextInt(8), 0);
      Place from =
          random.nextInt(10) == 0
              ? NOWHERE
              : to.plus((random.nextDouble() - 0.5) / 10, (random.nextDouble() - 0.5) / 10);
      Trip trip =
          trip(1_000 + i, from, to)
              .startingAt(Trip.SOME_TIME + 7_000L * i)
              .lasting(Duration.ofSeconds(random.nextInt(3_600)));
      events.add(random.nextInt(3) == 0 ? trip.start() : trip.end());
    }
    return events;
  }
}
