package streamkata.grader.labs.steps;

import static streamkata.grader.labs.Trip.at;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeDiagnosingMatcher;
import streamkata.common.lab.Steps.Prediction;
import streamkata.common.model.Event;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.scenario.Script;

/** Events that have only what a step is about. */
final class Small {

  private static final double LON = -73.9857;
  private static final double LAT = 40.7577;
  private static final long MINUTE = 60_000;

  private Small() {}

  static TaxiRide start(long ride, long taxi, long driver, String time) {
    return new TaxiRide(ride, true, at(time), 0, LON, LAT, LON, LAT, 1, taxi, driver);
  }

  static TaxiRide end(long ride, long taxi, long driver, String time, int minutes) {
    long start = at(time);
    return new TaxiRide(
        ride, false, start, start + minutes * MINUTE, LON, LAT, LON, LAT, 2, taxi, driver);
  }

  /** A fare by card without a tip, with tolls of 5.54. */
  static TaxiFare fare(long ride, long taxi, long driver, String time) {
    return new TaxiFare(ride, taxi, driver, at(time), "CRD", 0, 5.54, 20);
  }

  static TaxiFare cash(long ride, String time) {
    return new TaxiFare(ride, 70, 7, at(time), "CSH", 0, 0, 12);
  }

  /** A script whose messages tell driver and taxi in place of places and money. */
  static Script script() {
    return Script.script().telling(Small::told);
  }

  static String told(Event event) {
    if (event instanceof TaxiRide ride) {
      return String.format(
          Locale.ROOT,
          "%-5s of ride %d at %s, driver %d, taxi %d%s",
          ride.isStart() ? "START" : "END",
          ride.rideId(),
          Event.clock(ride.eventTime()),
          ride.driverId(),
          ride.taxiId(),
          ride.isStart()
              ? ""
              : ", %d minutes".formatted((ride.endTime() - ride.startTime()) / MINUTE));
    }
    TaxiFare fare = (TaxiFare) event;
    return String.format(
        Locale.ROOT,
        "fare of ride %d at %s, driver %d, taxi %d, %s, tolls %.2f",
        fare.rideId(),
        Event.clock(fare.startTime()),
        fare.driverId(),
        fare.taxiId(),
        fare.paymentType(),
        fare.tolls());
  }

  /** Predictions that are right; only the first wrong one is told. */
  static Matcher<Collection<Prediction>> predicts(int... results) {
    return new RightPredictions(
        IntStream.range(0, results.length)
            .mapToObj(i -> new Prediction(i + 1, results[i], results[i]))
            .toList());
  }

  private static final class RightPredictions
      extends TypeSafeDiagnosingMatcher<Collection<Prediction>> {

    private final List<Prediction> right;

    RightPredictions(List<Prediction> right) {
      super(Collection.class);
      this.right = right;
    }

    @Override
    public void describeTo(Description description) {
      description.appendText("%d right predictions".formatted(right.size()));
    }

    @Override
    protected boolean matchesSafely(Collection<Prediction> made, Description mismatch) {
      Iterator<Prediction> rest = made.iterator();
      for (Prediction wanted : right) {
        Prediction found = rest.hasNext() ? rest.next() : null;
        if (!wanted.equals(found)) {
          mismatch.appendText("result %d: %s".formatted(wanted.place(), wrong(wanted, found)));
          return false;
        }
      }
      if (rest.hasNext()) {
        mismatch.appendText(
            "result %d: the program has changed, it emits more".formatted(right.size() + 1));
      }
      return !rest.hasNext();
    }

    private static String wrong(Prediction wanted, Prediction found) {
      if (found == null) {
        return "the program has changed, it does not emit this result";
      }
      return found.actual() == wanted.actual()
          ? "you predicted %d, the program emits %d".formatted(found.predicted(), found.actual())
          : "the program has changed, it emits %d".formatted(found.actual());
    }
  }

  /** How often, in words. */
  static String rides(int count) {
    return count == 1 ? "1 ride" : count + " rides";
  }
}
