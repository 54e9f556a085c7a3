package streamkata.grader.labs.expiringstate;

import static streamkata.grader.labs.PaidRides.fare;
import static streamkata.grader.labs.PaidRides.start;
import static streamkata.grader.matchers.Emits.emits;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.matchers.Emits;
import streamkata.grader.scenario.Outcome;

/** What must come out of the three outputs, and why something else is wrong. */
final class Results {

  private static final String PAIRS = "pairs";
  private static final String UNMATCHED_RIDES = "unmatchedRides";
  private static final String UNMATCHED_FARES = "unmatchedFares";

  private Results() {}

  static Emits<Result> are(List<Result> expected) {
    return emits(expected, result -> "ride " + result.rideId(), Result::what).because(Results::why);
  }

  private static String why(List<Result> wanted, List<Result> got) {
    if (got.stream().anyMatch(result -> result.what().contains("END"))) {
      return "END events are never emitted";
    }
    if (got.stream().anyMatch(result -> result.what().contains("fare of ride"))) {
      return "the fare belongs to another ride of the same driver";
    }
    boolean paired = got.stream().anyMatch(result -> result.what().startsWith("a pair"));
    if (got.size() > (paired ? 1 : Set.copyOf(got).size())) {
      return "a START or a fare is emitted once, in a pair or as unmatched";
    }
    if (got.size() > wanted.size()) {
      return "too early";
    }
    return got.isEmpty() ? "it is still in state, or lost" : "";
  }

  static List<Result> out(Outcome outcome, String look) {
    List<Result> results = new ArrayList<>();
    outcome.<RideAndFare>results(look, PAIRS).forEach(pair -> results.add(Result.of(pair)));
    outcome
        .<TaxiRide>results(look, UNMATCHED_RIDES)
        .forEach(ride -> results.add(Result.unmatched(ride)));
    outcome
        .<TaxiFare>results(look, UNMATCHED_FARES)
        .forEach(fare -> results.add(Result.unmatched(fare)));
    return results;
  }

  static List<Result> pairs(long... rides) {
    return LongStream.of(rides)
        .mapToObj(id -> Result.of(new RideAndFare(start(id), fare(id))))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  static Result unmatchedStart(long rideId) {
    return Result.unmatched(start(rideId));
  }

  static Result unmatchedFare(long rideId) {
    return Result.unmatched(fare(rideId));
  }
}
