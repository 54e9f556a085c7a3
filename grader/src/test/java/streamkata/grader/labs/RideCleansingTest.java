package streamkata.grader.labs;

import static org.hamcrest.MatcherAssert.assertThat;
import static streamkata.grader.matchers.Emits.emits;
import static streamkata.grader.scenario.Script.script;
import static streamkata.grader.scenario.Trip.trip;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import streamkata.common.lab.RideCleansingLab;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Check;
import streamkata.grader.grading.GradedLab;
import streamkata.grader.grading.Trial;
import streamkata.grader.matchers.Emits;
import streamkata.grader.oracles.RideCleansingOracle;
import streamkata.grader.scenario.EventText;
import streamkata.grader.scenario.Pipeline;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Trip;
import streamkata.grader.scenario.Trip.Place;

@GradedLab("ride-cleansing")
class RideCleansingTest {

  private static final Pipeline<RideCleansingLab> CLEANSE =
      (lab, streams) -> streams.collect(TaxiRide.class, lab.cleanse(streams.rides()));

  private static final double WEST = -74.05;
  private static final double EAST = -73.7;
  private static final double SOUTH = 40.5;
  private static final double NORTH = 41.0;
  private static final double JUST = 0.0001;

  private static final Place MUSEUM = new Place(-73.9631, 40.7795);
  private static final Place AIRPORT = new Place(-73.7822, 40.6441);
  private static final Place NOWHERE = new Place(0, 0);
  private static final Place NAN = new Place(Double.NaN, Double.NaN);

  /** One place beyond each edge. The two conditions that {@code ||} joins differ in each. */
  private static final List<Place> OUTSIDE =
      List.of(
          new Place(WEST - JUST, 40.72),
          new Place(EAST + JUST, 40.73),
          new Place(-73.91, SOUTH - JUST),
          new Place(-73.92, NORTH + JUST));

  @Check("inside")
  void starts_and_ends_in_nyc_come_out_unchanged(Trial<RideCleansingLab> trial) {
    List<TaxiRide> rides =
        List.of(
            trip(1, MUSEUM, AIRPORT).start(),
            trip(2, AIRPORT, MUSEUM).end(),
            trip(3, MUSEUM, MUSEUM).start(),
            trip(3, MUSEUM, MUSEUM).end());

    assertThat(play(trial, rides), keeps(rides));
  }

  @Check("start-outside")
  void rides_from_outside_are_dropped(Trial<RideCleansingLab> trial) {
    List<TaxiRide> rides = new ArrayList<>();
    OUTSIDE.forEach(place -> rides.addAll(bothEvents(rides.size(), place, MUSEUM)));

    assertThat(play(trial, rides), keepsNone("its start lies outside NYC"));
  }

  @Check("end-outside")
  void rides_to_places_outside_are_dropped(Trial<RideCleansingLab> trial) {
    List<TaxiRide> rides = new ArrayList<>();
    OUTSIDE.forEach(place -> rides.addAll(bothEvents(10 + rides.size(), MUSEUM, place)));

    assertThat(play(trial, rides), keepsNone("its end lies outside NYC"));
  }

  @Check("edges")
  void edges_and_corners_are_inside(Trial<RideCleansingLab> trial) {
    List<TaxiRide> rides = new ArrayList<>();
    for (double lon : List.of(WEST, -73.91, EAST)) {
      for (double lat : List.of(SOUTH, 40.72, NORTH)) {
        Place onTheEdge = new Place(lon, lat);
        rides.add(trip(20 + rides.size(), onTheEdge, MUSEUM).start());
        rides.add(trip(20 + rides.size(), MUSEUM, onTheEdge).end());
      }
    }

    assertThat(
        play(trial, rides),
        keeps(rides).because((wanted, got) -> got.isEmpty() ? "the edge belongs to NYC" : ""));
  }

  @Check("no-position")
  void rides_without_a_position_are_dropped(Trial<RideCleansingLab> trial) {
    List<TaxiRide> rides = new ArrayList<>();
    List<Place> positions =
        List.of(NOWHERE, NAN, new Place(Double.NaN, 40.72), new Place(-73.91, Double.NaN));
    positions.forEach(place -> rides.addAll(bothEvents(40 + rides.size(), place, MUSEUM)));
    positions.forEach(place -> rides.addAll(bothEvents(40 + rides.size(), MUSEUM, place)));
    rides.addAll(bothEvents(60, NOWHERE, NOWHERE));
    rides.addAll(bothEvents(62, NAN, NAN));

    assertThat(play(trial, rides), keepsNone("0 and NaN are no position in NYC"));
  }

  @Check("serialisation")
  void nothing_needs_kryo(Trial<RideCleansingLab> trial) {
    List<TaxiRide> rides = bothEvents(70, MUSEUM, AIRPORT);
    Scenario scenario = Scenario.of(script().emit(rides)).withoutKryo();

    assertThat(trial.play(CLEANSE, scenario).results(), keeps(rides));
  }

  @Check("parallelism")
  void the_same_comes_out_at_parallelism_one_and_four(Trial<RideCleansingLab> trial) {
    for (int parallelism : List.of(1, 4)) {
      trial.check(
          CLEANSE,
          manyRides(trial.random()),
          rides -> Scenario.of(script().emit(rides)).atParallelism(parallelism),
          rides -> keeps(RideCleansingOracle.kept(rides)));
    }
  }

  private static List<TaxiRide> play(Trial<RideCleansingLab> trial, List<TaxiRide> rides) {
    return trial.play(CLEANSE, Scenario.of(script().emit(rides))).results();
  }

  private static Emits<TaxiRide> keeps(Collection<TaxiRide> kept) {
    return emits(
        kept,
        RideCleansingTest::subject,
        ride -> kept.contains(ride) ? value(ride) : "the event changed to " + ride);
  }

  private static Emits<TaxiRide> keepsNone(String why) {
    return emits(List.<TaxiRide>of(), RideCleansingTest::subject, RideCleansingTest::value)
        .because((wanted, got) -> why);
  }

  private static String subject(TaxiRide ride) {
    return (ride.isStart() ? "START" : "END") + " of ride " + ride.rideId();
  }

  private static String value(TaxiRide ride) {
    String text = EventText.of(ride);
    return text.substring(text.indexOf(" at ") + 1);
  }

  /** START and END of one trip; the END has the next ride id, so that each stands for itself. */
  private static List<TaxiRide> bothEvents(long rideId, Place from, Place to) {
    return List.of(trip(rideId, from, to).start(), trip(rideId + 1, from, to).end());
  }

  /** From and to places in and around the city; about half of the rides stay inside. */
  private static List<TaxiRide> manyRides(Random random) {
    return Stream.iterate(1_000L, id -> id + 1)
        .limit(160)
        .map(
            id ->
                trip(id, somewhere(random), somewhere(random))
                    .startingAt(Trip.SOME_TIME + 7_000L * id))
        .map(trip -> random.nextBoolean() ? trip.start() : trip.end())
        .toList();
  }

  private static Place somewhere(Random random) {
    return new Place(
        WEST + (EAST - WEST) * (random.nextDouble() * 1.16 - 0.08),
        SOUTH + (NORTH - SOUTH) * (random.nextDouble() * 1.16 - 0.08));
  }
}
