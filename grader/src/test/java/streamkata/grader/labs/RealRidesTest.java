package streamkata.grader.labs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import streamkata.common.model.TaxiEvent;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.Performance;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.expiringstate.ExpiringStateOracle;
import streamkata.grader.labs.longridealerts.LongRideAlertsOracle;
import streamkata.grader.labs.popularplaces.PopularPlacesOracle;
import streamkata.grader.labs.ridecleansing.RideCleansingOracle;
import streamkata.grader.labs.ridesandfares.RidesAndFaresOracle;
import streamkata.grader.labs.traveltime.TravelTimeOracle;
import streamkata.grader.process.WarmStages;
import streamkata.grader.scenario.Outcome;
import streamkata.grader.scenario.Scenario;
import streamkata.grader.scenario.Script;
import streamkata.grader.submission.Submission;
import streamkata.grader.wire.Contract;

/**
 * Oracle and solution agree on 100,000 recorded ride events. Fares are made up for six rides of
 * seven. Skipped where the recorded file is absent.
 */
class RealRidesTest {

  private static final Labs LABS = Course.CORE.labs();

  private static final String FILE = "shared/data/nycTaxiRides.gz";
  private static final int EVENTS_PER_ROUND = 500;
  private static final int THRESHOLD = 20;
  private static final int MOST_SECONDS = 300;
  private static final Submission SOLUTIONS =
      Submission.of(
          Selection.from(
              LABS,
              name ->
                  name.equals("kata.implementation")
                      ? Optional.of(Kit.SOLUTIONS)
                      : Optional.empty()));

  private static List<TaxiRide> rides;

  @BeforeAll
  static void read() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file())), StandardCharsets.UTF_8))) {
      rides = lines.lines().map(TaxiRide::fromCsv).toList();
    }
  }

  @Test
  void ride_cleansing() {
    Outcome outcome = play("ride-cleansing", rides);

    assertSame(outcome.results(), RideCleansingOracle.kept(rides));
  }

  @Test
  void rides_and_fares() {
    List<TaxiEvent> events = withFares();
    Outcome outcome = play("rides-and-fares", events);

    assertSame(outcome.results(), RidesAndFaresOracle.pairs(events));
  }

  @Test
  void popular_places() {
    Outcome outcome = play("popular-places", rides, THRESHOLD);

    assertSame(outcome.results(), PopularPlacesOracle.places(rides, THRESHOLD));
  }

  @Test
  void travel_time_prediction() {
    Outcome outcome = play("travel-time-prediction", rides);

    assertSame(outcome.results(), TravelTimeOracle.predictions(rides));
  }

  @Test
  void long_ride_alerts() {
    Outcome outcome = play("long-ride-alerts", rides);

    assertSame(outcome.results(), LongRideAlertsOracle.alerts(rides));
  }

  @Test
  void expiring_state() {
    List<TaxiEvent> events = withFares();
    Outcome outcome = play("expiring-state", events);
    List<ExpiringStateOracle.Outputs> expected = ExpiringStateOracle.outputs(rounds(events));
    List<Object> unmatched = new ArrayList<>(outcome.results(Outcome.END, "unmatchedRides"));
    unmatched.addAll(outcome.results(Outcome.END, "unmatchedFares"));

    assertSame(
        outcome.results(Outcome.END, "pairs"),
        expected.stream().flatMap(round -> round.pairs().stream()).toList());
    assertSame(unmatched, expected.stream().flatMap(round -> round.unmatched().stream()).toList());
  }

  private static Outcome play(String labId, List<? extends TaxiEvent> events, Object... arguments) {
    Lab lab = LABS.byId(labId);
    Script script = Script.script();
    for (ExpiringStateOracle.Round round : rounds(events)) {
      script.emit(List.copyOf(round.events())).watermark(round.watermark());
    }
    return Performance.play(
        Scenario.of(script).with(arguments),
        WarmStages.STAGES,
        SOLUTIONS.codeOf(lab),
        Contract.of(lab.contract()),
        MOST_SECONDS);
  }

  /** The events with watermarks after which none of them is late, the last one long after all. */
  private static List<ExpiringStateOracle.Round> rounds(List<? extends TaxiEvent> events) {
    List<ExpiringStateOracle.Round> rounds = new ArrayList<>();
    for (int from = 0; from < events.size(); from += EVENTS_PER_ROUND) {
      int to = Math.min(from + EVENTS_PER_ROUND, events.size());
      long watermark =
          to < events.size()
              ? events.get(to).eventTime() - 1
              : events.get(to - 1).eventTime() + Duration.ofDays(1).toMillis();
      rounds.add(new ExpiringStateOracle.Round(events.subList(from, to), watermark));
    }
    return rounds;
  }

  private static List<TaxiEvent> withFares() {
    List<TaxiEvent> events = new ArrayList<>();
    for (TaxiRide ride : rides) {
      events.add(ride);
      if (ride.isStart() && ride.rideId() % 7 != 0) {
        events.add(
            new TaxiFare(
                ride.rideId(), ride.taxiId(), ride.driverId(), ride.startTime(), "CSH", 0, 0, 9.5));
      }
    }
    return events;
  }

  private static void assertSame(Collection<?> actual, Collection<?> expected) {
    assertThat("results", expected.size(), is(not(0)));
    assertThat("counts of equal results", counts(actual).equals(counts(expected)), is(true));
  }

  private static Map<Object, Integer> counts(Collection<?> results) {
    Map<Object, Integer> counts = new HashMap<>();
    results.forEach(result -> counts.merge(result, 1, Integer::sum));
    return counts;
  }

  private static Path file() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(FILE))) {
        return folder.resolve(FILE);
      }
    }
    return abort("skipped: the recorded file " + FILE + " is not here");
  }
}
