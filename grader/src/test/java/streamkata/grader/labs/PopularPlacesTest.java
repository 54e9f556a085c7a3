package streamkata.grader.labs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThan;
import static streamkata.common.geo.GeoUtils.CELL_HEIGHT;
import static streamkata.common.geo.GeoUtils.CELL_WIDTH;
import static streamkata.grader.matchers.Emits.emits;
import static streamkata.grader.scenario.Fault.TASK_FAILURE;
import static streamkata.grader.scenario.Fault.WORKER_LOSS;
import static streamkata.grader.scenario.Outcome.RESULT;
import static streamkata.grader.scenario.Script.script;
import static streamkata.grader.scenario.Trip.trip;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import streamkata.common.geo.GeoUtils;
import streamkata.common.lab.PopularPlacesLab;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Check;
import streamkata.grader.grading.GradedLab;
import streamkata.grader.grading.Trial;
import streamkata.grader.matchers.Emits;
import streamkata.grader.oracles.PopularPlacesOracle;
import streamkata.grader.scenario.EventText;
import streamkata.grader.scenario.Fault;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Pipeline;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.scenario.Trip.Place;

@GradedLab("popular-places")
class PopularPlacesTest {

  private static final Place SQUARE = centre(-73.9851, 40.7589);
  private static final Place MUSEUM = centre(-73.9631, 40.7795);

  /** Where every ride that starts is bound for, and every ride that ends has come from. */
  private static final Place AIRPORT = new Place(-73.7822, 40.6441);

  private static final Duration BOUND = Duration.ofMinutes(4);
  private static final long SLIDE = Duration.ofMinutes(5).toMillis();

  @Check("threshold")
  void a_cell_with_at_least_so_many_rides_is_popular(Trial<PopularPlacesLab> trial) {
    Script threeAndTwo =
        script()
            .emit(
                start(1, SQUARE, "13:01:07"),
                start(2, SQUARE.plus(0.0003, -0.0002), "13:02:41"),
                start(3, MUSEUM, "13:02:50"),
                start(4, MUSEUM, "13:03:12"),
                start(5, SQUARE.plus(-0.0002, 0.0004), "13:04:01"),
                start(6, SQUARE.plus(-0.0006, -0.0006), "13:06:30"))
            .watermark(at("13:30:00.001"));

    assertThat(
        trial.play(atLeast(3), Scenario.of(threeAndTwo)).results(),
        emitsPlaces(
            starts(SQUARE, "13:05:00", 3),
            starts(SQUARE, "13:10:00", 4),
            starts(SQUARE, "13:15:00", 4)));
  }

  @Check("starts-and-ends")
  void starts_and_ends_in_one_cell_are_counted_separately(Trial<PopularPlacesLab> trial) {
    Script bothKinds =
        script()
            .emit(
                start(1, SQUARE, "13:06:02"),
                end(2, SQUARE, "13:06:15"),
                end(3, MUSEUM, "13:07:30"),
                start(4, MUSEUM, "13:07:48"),
                end(5, MUSEUM, "13:08:20"),
                start(6, SQUARE, "13:09:05"))
            .watermark(at("13:30:00.001"));

    assertThat(
        trial.play(atLeast(2), Scenario.of(bothKinds)).results(),
        emitsPlaces(
            starts(SQUARE, "13:10:00", 2),
            starts(SQUARE, "13:15:00", 2),
            starts(SQUARE, "13:20:00", 2),
            ends(MUSEUM, "13:10:00", 2),
            ends(MUSEUM, "13:15:00", 2),
            ends(MUSEUM, "13:20:00", 2)));
  }

  @Check("cells-apart")
  void neighbouring_cells_are_counted_on_their_own(Trial<PopularPlacesLab> trial) {
    Place east = SQUARE.plus(CELL_WIDTH, 0);
    Place south = SQUARE.plus(0, -CELL_HEIGHT);
    Script neighbours =
        script()
            .emit(
                start(1, SQUARE, "13:01:07"),
                start(2, east, "13:01:09"),
                start(3, SQUARE.plus(0.0006, 0), "13:01:12"),
                start(4, east.plus(-0.0006, 0), "13:01:20"),
                start(5, south, "13:01:31"),
                start(6, SQUARE, "13:01:40"))
            .watermark(at("13:05:00.001"));

    assertThat(
        trial.play(atLeast(2), Scenario.of(neighbours)).results(),
        emitsPlaces(starts(SQUARE, "13:05:00", 3), starts(east, "13:05:00", 2)));
  }

  @Check("outside-nyc")
  void rides_from_or_to_places_outside_nyc_do_not_count(Trial<PopularPlacesLab> trial) {
    Place newark = new Place(-74.1745, 40.7);
    Place nowhere = new Place(0, 0);
    Place nan = new Place(Double.NaN, Double.NaN);
    Script strayRides =
        script()
            .emit(
                start(1, SQUARE, "13:01:07"),
                trip(2, SQUARE, nowhere).startingAt(at("13:01:10")).start(),
                trip(3, nowhere, SQUARE).startingAt(at("13:01:15")).start(),
                trip(4, newark, SQUARE).startingAt(at("12:51:20")).end(),
                trip(5, nan, SQUARE).startingAt(at("12:51:25")).end(),
                trip(6, SQUARE, newark).startingAt(at("12:51:30")).end(),
                start(7, SQUARE, "13:01:35"),
                end(8, SQUARE, "13:01:40"))
            .watermark(at("13:05:00.001"));

    assertThat(
        trial.play(atLeast(2), Scenario.of(strayRides)).results(),
        emitsPlaces(starts(SQUARE, "13:05:00", 2)));
  }

  @Check("sliding-windows")
  void each_event_is_in_three_windows_and_each_comes_out_in_time(Trial<PopularPlacesLab> trial) {
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
            .watermark(at("13:30:00.001"));
    Outcome outcome = trial.play(atLeast(1), Scenario.of(aroundTheEdge));
    PopularPlace first = starts(SQUARE, "13:05:00", 1);
    PopularPlace second = starts(SQUARE, "13:10:00", 2);

    assertThat("at the watermark 13:04:59.998", at(outcome, "before 13:05"), emitsPlaces());
    assertThat("at the watermark 13:05:00.001", at(outcome, "at 13:05"), emitsPlaces(first));
    assertThat("at the watermark 13:09:59.998", at(outcome, "before 13:10"), emitsPlaces(first));
    assertThat(
        "at the watermark 13:10:00.001", at(outcome, "at 13:10"), emitsPlaces(first, second));
    assertThat(
        outcome.results(),
        emitsPlaces(first, second, starts(SQUARE, "13:15:00", 2), starts(SQUARE, "13:20:00", 1)));
  }

  @Check("serialisation")
  void nothing_needs_kryo(Trial<PopularPlacesLab> trial) {
    assertThat(
        trial.play(atLeast(2), Scenario.of(oneWindow()).withoutKryo()).results(),
        emitsPlaces(starts(SQUARE, "13:05:00", 3)));
  }

  @Check("rocksdb")
  void the_same_comes_out_on_rocksdb(Trial<PopularPlacesLab> trial) {
    assertThat(
        trial.play(atLeast(2), Scenario.of(oneWindow()).onRocksDb()).results(),
        emitsPlaces(starts(SQUARE, "13:05:00", 3)));
  }

  @Check("event-time")
  void the_same_comes_out_in_whatever_order_rides_arrive(Trial<PopularPlacesLab> trial) {
    trial.check(
        atLeast(3),
        OutOfOrder.shuffle(manyRides(trial.random()), BOUND, trial.random()),
        rides -> Scenario.of(OutOfOrder.arrive(rides, BOUND).watermark(at("15:00:00"))),
        PopularPlacesTest::emitsLikeTheOracle);
  }

  @Check("late-ride")
  void a_window_that_is_out_never_comes_again(Trial<PopularPlacesLab> trial) {
    Script stragglers =
        script()
            .emit(start(1, SQUARE, "13:01:07"))
            .watermark(at("13:17:00"))
            .emit(
                start(2, SQUARE, "13:02:12"),
                start(3, SQUARE, "12:58:30"),
                start(4, SQUARE, "13:15:30"))
            .watermark(at("13:45:00.001"));

    assertThat(
        trial.play(atLeast(1), Scenario.of(stragglers)).results(),
        emitsPlaces(
                starts(SQUARE, "13:05:00", 1),
                starts(SQUARE, "13:10:00", 1),
                starts(SQUARE, "13:15:00", 1),
                starts(SQUARE, "13:20:00", 1),
                starts(SQUARE, "13:25:00", 1),
                starts(SQUARE, "13:30:00", 1))
            .because(
                (wanted, got) ->
                    got.isEmpty()
                        ? "what is older than the watermark counts while its windows are open"
                        : "the event came after this window was out"));
  }

  @Check("parallelism")
  void the_same_comes_out_at_parallelism_one_and_four(Trial<PopularPlacesLab> trial) {
    List<TaxiRide> rides = manyRides(trial.random());
    Function<List<TaxiRide>, Scenario> alone =
        some -> Scenario.of(script().emit(some).watermark(at("15:00:00")));

    trial.check(atLeast(3), rides, alone, PopularPlacesTest::emitsLikeTheOracle);
    trial.check(
        atLeast(3),
        rides,
        some -> alone.apply(some).atParallelism(4),
        PopularPlacesTest::emitsLikeTheOracle);
  }

  @Check("incremental")
  void many_more_rides_in_the_same_cells_need_no_more_state(Trial<PopularPlacesLab> trial) {
    Script busyMinutes =
        script()
            .emit(startsInTwoCells(1_000, 20))
            .checkpoint("20 rides")
            .emit(startsInTwoCells(2_000, 1_000))
            .checkpoint("1020 rides");
    Outcome outcome = trial.play(atLeast(5), Scenario.of(busyMinutes));

    assertThat(
        "bytes of state that 1000 more rides in the same 2 cells and windows have added",
        outcome.stateSize("1020 rides") - outcome.stateSize("20 rides"),
        lessThan(1_000L));
  }

  @Check("state-hygiene")
  void nothing_is_left_of_windows_that_are_out(Trial<PopularPlacesLab> trial) {
    Script manyWindows =
        script()
            .emit(ridesCellByCell(0, 20))
            .watermark(at("13:00:00.001") + 24 * SLIDE)
            .checkpoint("20 cells")
            .emit(ridesCellByCell(20, 400))
            .watermark(at("13:00:00.001") + 424 * SLIDE)
            .checkpoint("420 cells");
    Outcome outcome = trial.play(atLeast(2), Scenario.of(manyWindows));

    assertThat(
        "bytes of state that are left of 400 more cells, popular and not, whose windows are out",
        outcome.stateSize("420 cells") - outcome.stateSize("20 cells"),
        lessThan(1_000L));
  }

  @Check("task-failure")
  void open_windows_are_as_in_the_checkpoint_when_a_task_has_failed(Trial<PopularPlacesLab> trial) {
    assertThat(
        trial.play(atLeast(2), Scenario.of(across(TASK_FAILURE))).results(),
        emitsAcross(TASK_FAILURE));
  }

  @Check("worker-loss")
  void open_windows_are_as_in_the_checkpoint_when_the_worker_has_died(
      Trial<PopularPlacesLab> trial) {
    assertThat(
        trial.play(atLeast(2), Scenario.of(across(WORKER_LOSS))).results(),
        emitsAcross(WORKER_LOSS));
  }

  @Check("rescale")
  void open_windows_move_with_their_keys_when_the_job_is_rescaled(Trial<PopularPlacesLab> trial) {
    trial.check(
        atLeast(3),
        manyRides(trial.random()),
        rides -> {
          int half = rides.size() / 2;
          Script rescaled =
              script()
                  .emit(rides.subList(0, half))
                  .watermark(at("13:00:00"))
                  .rescale(4)
                  .emit(rides.subList(half, rides.size()))
                  .watermark(at("15:00:00"));
          return Scenario.of(rescaled).atParallelism(2);
        },
        PopularPlacesTest::emitsLikeTheOracle);
  }

  private static Pipeline<PopularPlacesLab> atLeast(int threshold) {
    return (lab, streams) ->
        streams.collect(PopularPlace.class, lab.popular(streams.rides(), threshold));
  }

  private static Script oneWindow() {
    return script()
        .emit(
            start(1, SQUARE, "13:01:07"),
            start(2, SQUARE, "13:02:41"),
            end(3, SQUARE, "13:03:12"),
            start(4, SQUARE, "13:04:01"))
        .watermark(at("13:05:00.001"));
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

  private static Emits<PopularPlace> emitsAcross(Fault fault) {
    String event = fault == WORKER_LOSS ? "the worker died" : "the task failed";
    return emitsPlaces(
            starts(SQUARE, "13:05:00", 3),
            starts(SQUARE, "13:10:00", 4),
            starts(SQUARE, "13:15:00", 4),
            ends(MUSEUM, "13:05:00", 2),
            ends(MUSEUM, "13:10:00", 2),
            ends(MUSEUM, "13:15:00", 2))
        .because(
            (wanted, got) -> {
              int lost = count(wanted) - count(got);
              if (lost < 0) {
                return "a ride after the checkpoint was counted twice when " + event;
              }
              return lost == 1
                  ? "a ride after the checkpoint was not counted again when " + event
                  : "what came before the checkpoint was lost when " + event;
            });
  }

  private static int count(List<PopularPlace> places) {
    return places.stream().mapToInt(PopularPlace::count).sum();
  }

  private static List<PopularPlace> at(Outcome outcome, String look) {
    return outcome.results(look, RESULT);
  }

  private static Emits<PopularPlace> emitsPlaces(PopularPlace... expected) {
    return emitsPlaces(List.of(expected));
  }

  private static Emits<PopularPlace> emitsPlaces(List<PopularPlace> expected) {
    return emits(
            expected,
            (PopularPlace place) ->
                String.format(
                    Locale.ROOT,
                    "%s at (%.6f, %.6f) in the window to %s",
                    place.isStart() ? "starts" : "ends",
                    place.lon(),
                    place.lat(),
                    EventText.time(place.windowEnd())),
            place -> String.valueOf(place.count()))
        .because(
            (wanted, got) ->
                !wanted.isEmpty() && count(got) > count(wanted)
                    ? "counted twice, or in the wrong window, or in an object that windows share"
                    : "");
  }

  private static Emits<PopularPlace> emitsLikeTheOracle(List<TaxiRide> rides) {
    return emitsPlaces(PopularPlacesOracle.places(rides, 3));
  }

  private static PopularPlace starts(Place centre, String windowEnd, int count) {
    return new PopularPlace(centre.lon(), centre.lat(), at(windowEnd), true, count);
  }

  private static PopularPlace ends(Place centre, String windowEnd, int count) {
    return new PopularPlace(centre.lon(), centre.lat(), at(windowEnd), false, count);
  }

  private static TaxiRide start(long rideId, Place from, String time) {
    return start(rideId, from, at(time));
  }

  private static TaxiRide start(long rideId, Place from, long time) {
    return trip(rideId, from, AIRPORT).startingAt(time).start();
  }

  /** The ride has lasted 40 minutes: no window of its start is a window of its end. */
  private static TaxiRide end(long rideId, Place to, String time) {
    return end(rideId, to, at(time));
  }

  private static TaxiRide end(long rideId, Place to, long time) {
    Duration length = Duration.ofMinutes(40);
    return trip(rideId, AIRPORT, to).startingAt(time - length.toMillis()).lasting(length).end();
  }

  private static long at(String time) {
    return Instant.parse("2013-01-01T" + time + "Z").toEpochMilli();
  }

  private static Place centre(double lon, double lat) {
    int cell = GeoUtils.mapToGridCell(lon, lat);
    return new Place(GeoUtils.getGridCellCenterLon(cell), GeoUtils.getGridCellCenterLat(cell));
  }

  private static List<TaxiRide> startsInTwoCells(long firstRide, int count) {
    List<TaxiRide> rides = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rides.add(start(firstRide + i, i % 2 == 0 ? SQUARE : MUSEUM, at("13:01:00") + 100 * i));
    }
    return rides;
  }

  /** Every five minutes two starts in a cell of its own and one end in another. */
  private static List<TaxiRide> ridesCellByCell(int firstCell, int count) {
    return Stream.iterate(firstCell, cell -> cell + 1)
        .limit(count)
        .flatMap(
            cell -> {
              Place place = SQUARE.plus(cell % 100 * CELL_WIDTH, -(cell / 100) * CELL_HEIGHT);
              long time = at("13:01:07") + cell * SLIDE;
              return Stream.of(
                  start(1_000 + cell, place, time),
                  start(2_000 + cell, place, time + 1_000),
                  end(3_000 + cell, place.plus(0, -10 * CELL_HEIGHT), time + 2_000));
            })
        .toList();
  }

  /** Starts and ends in four cells within an hour; one in ten is partly outside NYC. */
  private static List<TaxiRide> manyRides(Random random) {
    List<TaxiRide> rides = new ArrayList<>();
    for (int i = 0; i < 160; i++) {
      Place place =
          random.nextInt(10) == 0
              ? new Place(0, 0)
              : SQUARE.plus(random.nextInt(4) * CELL_WIDTH, random.nextDouble(0.0005));
      long time = at("13:00:00") + random.nextLong(12 * SLIDE);
      rides.add(
          random.nextBoolean() ? start(10_000 + i, place, time) : end(10_000 + i, place, time));
    }
    return rides;
  }
}
