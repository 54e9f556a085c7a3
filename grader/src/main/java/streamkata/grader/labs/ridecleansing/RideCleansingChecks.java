package streamkata.grader.labs.ridecleansing;

import static streamkata.grader.grading.Mismatch.assertThat;
import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.labs.Trip.trip;
import static streamkata.grader.matchers.Emits.emits;
import static streamkata.grader.scenario.Script.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import streamkata.common.model.Event;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Fact;
import streamkata.grader.grading.Mismatch;
import streamkata.grader.grading.Trial;
import streamkata.grader.kit.Rung;
import streamkata.grader.labs.Awkward;
import streamkata.grader.labs.GradedCheck;
import streamkata.grader.labs.Hygiene;
import streamkata.grader.labs.Shapes;
import streamkata.grader.labs.Trip;
import streamkata.grader.labs.Trip.Place;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;

/** What the lab ride-cleansing is graded by. */
public class RideCleansingChecks {

  private static final double WEST = -74.05;
  private static final double EAST = -73.7;
  private static final double SOUTH = 40.5;
  private static final double NORTH = 41.0;
  private static final double JUST = 0.0001;
  private static final long DAYS_LATER = at("2013-01-04T13:07:23.456");

  private static final String EACH_ALONE =
      "A filter decides about each event alone and emits it unchanged. A START has both locations,"
          + " and an END has both, too. No state is needed for this.";

  private static final Place MUSEUM = new Place(-73.9631, 40.7795);
  private static final Place AIRPORT = new Place(-73.7822, 40.6441);
  private static final Place NAN = new Place(Double.NaN, Double.NaN);

  /** One place beyond each edge. The two conditions that {@code ||} joins differ in each. */
  private static final List<Place> OUTSIDE =
      List.of(
          new Place(WEST - JUST, 40.72),
          new Place(EAST + JUST, 40.73),
          new Place(-73.91, SOUTH - JUST),
          new Place(-73.92, NORTH + JUST));

  @GradedCheck(
      points = 2,
      claim =
          "each START and each END inside NYC is emitted at once and unchanged, and nothing is"
              + " remembered",
      lesson = EACH_ALONE)
  void inside(Trial trial) {
    List<TaxiRide> rides =
        List.of(
            trip(1, MUSEUM, AIRPORT).start(),
            trip(2, AIRPORT, MUSEUM).end(),
            trip(3, MUSEUM, MUSEUM).start(),
            trip(3, MUSEUM, MUSEUM).end());
    List<TaxiRide> moreRides =
        List.of(
            trip(3, MUSEUM, MUSEUM).end(),
            trip(Awkward.twin(3), MUSEUM, MUSEUM).lasting(Duration.ZERO).end(),
            trip(Awkward.sameHash(3), AIRPORT, MUSEUM).lasting(Duration.ofMinutes(-1)).end(),
            trip(4, AIRPORT, MUSEUM).lasting(Duration.ofDays(3)).end(),
            trip(5, AIRPORT, MUSEUM).startingAt(Awkward.EPOCH).lasting(Duration.ZERO).end(),
            trip(6, AIRPORT, MUSEUM).startingAt(Awkward.EPOCH).start(),
            trip(8, AIRPORT, MUSEUM).startingAt(DAYS_LATER).start(),
            trip(7, AIRPORT, MUSEUM).startingAt(Awkward.NEXT_CENTURY).start());
    Script script =
        script()
            .emit(rides)
            .watermark(at("2013-01-04T12:07:23"))
            .watermark(DAYS_LATER)
            .look("after the second watermark")
            .emit(moreRides);

    Emits<TaxiRide> all =
        keeps(Stream.of(rides, moreRides).flatMap(List::stream).toList())
            .because(
                (wanted, got) ->
                    got.isEmpty() ? "both places are in NYC, and nothing else decides" : "");
    Outcome outcome = trial.play(script);
    assertThat(outcome.results(), all);
    checkWatermark(outcome.watermark("after the second watermark"));
    assertThat(trial.play(script.failingAtEveryResult()).results(), all);
    Shapes.checkAtOnce(trial, Scenario.of(script));
    checkState(trial);
  }

  private static void checkState(Trial trial) {
    List<TaxiRide> rides = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rides.addAll(bothEvents(1_000 + 2 * i, MUSEUM, i % 2 == 0 ? AIRPORT : OUTSIDE.get(i % 4)));
    }
    Hygiene.of(trial).over("events in NYC and outside", rides).then().checkInOneJob();
  }

  private static void checkWatermark(long found) {
    if (found != DAYS_LATER) {
      String clock = Event.clock(DAYS_LATER);
      throw new Mismatch(
          List.of(
              new Fact("expected", "the watermark %s comes out of your program".formatted(clock)),
              new Fact(
                  "but was",
                  found == Long.MIN_VALUE
                      ? "no watermark comes out of it"
                      : "the last one that comes out of it is " + Event.clock(found)),
              new Fact(
                  Fact.LESSON,
                  "Programs behind yours need the watermarks of the input. filter, map, flatMap"
                      + " and process pass them on. Do not assign watermarks again.")));
    }
  }

  @GradedCheck(
      points = 1,
      claim = "an event whose start lies outside NYC is dropped",
      lesson = "Both the longitude and the latitude of the start location must be in NYC.")
  void startOutside(Trial trial) {
    List<TaxiRide> rides = new ArrayList<>();
    OUTSIDE.forEach(place -> rides.addAll(bothEvents(rides.size(), place, MUSEUM)));
    for (Place edge : Awkward.ON_THE_EDGE) {
      OUTSIDE.forEach(place -> rides.addAll(bothEvents(100 + rides.size(), place, edge)));
    }
    TaxiRide endOfTheFirst = trip(rides.get(0).rideId(), AIRPORT, MUSEUM).end();

    assertThat(
        trial.play(script().emit(rides).emit(endOfTheFirst)).results(),
        keepsOnly(endOfTheFirst, "its start lies outside NYC"));
  }

  @GradedCheck(
      points = 1,
      claim = "an event whose end lies outside NYC is dropped",
      lesson =
          "The end location must be in NYC, too. Join the two conditions with &&, not with ||.")
  void endOutside(Trial trial) {
    List<TaxiRide> rides = new ArrayList<>();
    OUTSIDE.forEach(place -> rides.addAll(bothEvents(10 + rides.size(), MUSEUM, place)));
    for (Place edge : Awkward.ON_THE_EDGE) {
      OUTSIDE.forEach(place -> rides.addAll(bothEvents(100 + rides.size(), edge, place)));
    }
    TaxiRide startOfTheSecond = trip(rides.get(1).rideId(), MUSEUM, AIRPORT).start();

    assertThat(
        trial.play(script().emit(rides).emit(startOfTheSecond)).results(),
        keepsOnly(startOfTheSecond, "its end lies outside NYC"));
  }

  @GradedCheck(
      points = 2,
      claim = "a place on an edge or a corner of the NYC box counts as inside",
      lesson =
          "The edges of the box are in NYC. Compare with <= and >=, in double, as GeoUtils.isInNYC"
              + " does.")
  void edges(Trial trial) {
    List<TaxiRide> rides = new ArrayList<>();
    for (double lon : List.of(WEST, Awkward.MIDDLE.lon(), EAST)) {
      for (double lat : List.of(SOUTH, Awkward.MIDDLE.lat(), NORTH)) {
        Place onTheEdge = new Place(lon, lat);
        rides.add(trip(20 + 3L * rides.size(), onTheEdge, MUSEUM).start());
        rides.add(trip(20 + 3L * rides.size(), MUSEUM, onTheEdge).end());
      }
    }
    List<TaxiRide> beyond = new ArrayList<>();
    Awkward.JUST_BEYOND.forEach(
        place -> beyond.addAll(bothEvents(80 + beyond.size(), place, MUSEUM)));
    Awkward.JUST_BEYOND.forEach(
        place -> beyond.addAll(bothEvents(80 + beyond.size(), MUSEUM, place)));

    assertThat(
        trial.play(script().emit(rides).emit(beyond)).results(),
        keeps(rides)
            .because(
                (wanted, got) ->
                    got.isEmpty()
                        ? "the edge belongs to NYC"
                        : wanted.isEmpty() ? "the next double beyond the edge is outside" : ""));
  }

  @GradedCheck(
      points = 1,
      claim = "an event with a place at 0, 0 or at NaN is dropped",
      lesson =
          "Every comparison with NaN is false. So test that a place is inside, and not that it is"
              + " not outside.")
  void noPosition(Trial trial) {
    List<TaxiRide> rides = new ArrayList<>();
    List<Place> positions =
        List.of(
            Awkward.NOWHERE,
            NAN,
            new Place(Double.NaN, 40.72),
            new Place(-73.91, Double.NaN),
            MUSEUM.plus(360, 0),
            new Place(MUSEUM.lat(), MUSEUM.lon()));
    positions.forEach(place -> rides.addAll(bothEvents(40 + rides.size(), place, MUSEUM)));
    positions.forEach(place -> rides.addAll(bothEvents(40 + rides.size(), MUSEUM, place)));
    rides.addAll(bothEvents(60, Awkward.NOWHERE, Awkward.NOWHERE));
    rides.addAll(bothEvents(62, NAN, NAN));

    assertThat(trial.play(script().emit(rides)).results(), keepsNone("this place is not in NYC"));
    TaxiRide after = trip(1, MUSEUM, AIRPORT).inCab(rides.get(0).rideId()).start();
    assertThat(
        trial.play(script().emit(repeated(rides, 10)).emit(after)).results(),
        keepsOnly(after, "this place is not in NYC"));
  }

  @GradedCheck(
      rung = Rung.SERIALISATION,
      points = 1,
      claim = "Flink serialises the events between operators without Kryo")
  void serialisation(Trial trial) {
    List<TaxiRide> rides = bothEvents(70, MUSEUM, AIRPORT);
    Scenario scenario = Scenario.of(script().emit(rides)).withoutKryo();

    assertThat(trial.play(scenario).results(), keeps(rides));
  }

  @GradedCheck(
      rung = Rung.PARALLELISM,
      points = 2,
      claim = "the same events are emitted, each once, at parallelism 1 and 4",
      lesson =
          "Each instance receives a part of the events. A stateless operator needs no events of the"
              + " other instances.")
  void parallelism(Trial trial) {
    trial.check(
        manyRides(trial.random()),
        rides -> Scenario.of(script().emit(rides)).atParallelism(4),
        rides -> keeps(RideCleansingOracle.kept(rides)));
    trial.check(
        manyRides(trial.random()),
        Shapes::rescaled,
        rides -> keeps(RideCleansingOracle.kept(rides)));
    List<TaxiRide> few = bothEvents(74, MUSEUM, AIRPORT);
    assertThat(
        trial.play(Scenario.of(script().emit(few)).atParallelism(4).fromOneSource()).results(),
        keeps(few));
  }

  private static Emits<TaxiRide> keeps(Collection<TaxiRide> kept) {
    return emits(kept, RideCleansingChecks::subject, RideCleansingChecks::value)
        .toTheLastComponent();
  }

  private static Emits<TaxiRide> keepsOnly(TaxiRide kept, String why) {
    return keeps(List.of(kept))
        .because(
            (wanted, got) ->
                wanted.isEmpty() ? why : "each event is decided alone, without what came before")
        .lookAt((missing, wrong) -> wrong.isEmpty() ? EACH_ALONE : "");
  }

  private static Emits<TaxiRide> keepsNone(String why) {
    return emits(List.<TaxiRide>of(), RideCleansingChecks::subject, RideCleansingChecks::value)
        .because((wanted, got) -> why);
  }

  private static String subject(TaxiRide ride) {
    return (ride.isStart() ? "START" : "END") + " of ride " + ride.rideId();
  }

  private static String value(TaxiRide ride) {
    String text = ride.describe();
    return "the event " + text.substring(text.indexOf(" at ") + 1);
  }

  /** START and END of one trip; the END has the next ride id, so that each stands for itself. */
  private static List<TaxiRide> bothEvents(long rideId, Place from, Place to) {
    return List.of(trip(rideId, from, to).start(), trip(rideId + 1, from, to).end());
  }

  private static List<TaxiRide> repeated(List<TaxiRide> rides, int times) {
    return Collections.nCopies(times, rides).stream().flatMap(List::stream).toList();
  }

  /** From and to places in and around the city; about half of the rides stay inside. */
  private static List<TaxiRide> manyRides(Random random) {
    Awkward awkward = new Awkward(random);
    return Awkward.ids(1_000, 160).stream()
        .map(
            id ->
                trip(id, awkward.place(), awkward.place())
                    .inCab(id)
                    .startingAt(Trip.SOME_TIME + random.nextLong(Duration.ofDays(3).toMillis()))
                    .lasting(awkward.duration()))
        .map(trip -> random.nextBoolean() ? trip.start() : trip.end())
        .toList();
  }
}
