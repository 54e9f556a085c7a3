package streamkata.grader.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import streamkata.common.lab.ModelUpgradeLab.HourlyPrediction;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.Event;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.common.model.TravelTimePrediction;

/** Names events and results in a few letters. */
final class Labels {

  private static final int MOST_DIGITS = 5;
  private static final int MOST_LETTERS = 10;
  private static final Pattern WORDS = Pattern.compile("\\S{1," + MOST_LETTERS + "}");

  private Labels() {}

  /** An event: S17 is the START of ride 17, E17 its END, F17 its fare. */
  static Box event(Event event) {
    if (event instanceof TaxiRide ride) {
      return ride.isStart()
          ? Box.of(Box.Shape.START, "S" + id(ride.rideId()))
          : Box.of(Box.Shape.END, "E" + id(ride.rideId()));
    }
    if (event instanceof TaxiFare fare) {
      return Box.of(Box.Shape.FARE, "F" + id(fare.rideId()));
    }
    if (event instanceof DispatchRule rule) {
      return new Box(rule(rule), Box.Shape.FARE, Box.Mark.NONE);
    }
    return new Box(lines(event.describe()), Box.Shape.START, Box.Mark.NONE);
  }

  /** A result. */
  static Box result(Object result) {
    return new Box(lines(result), Box.Shape.RESULT, Box.Mark.NONE);
  }

  /** A time without seconds where they are 0; what is after the minutes in a second line. */
  static List<String> time(long time) {
    String clock = Event.clock(time).replaceAll("^(.*\\d\\d:\\d\\d):00$", "$1");
    Matcher matcher = Pattern.compile("(.*?)(\\d\\d:\\d\\d)(:.+)?").matcher(clock);
    if (!matcher.matches()) {
      return List.of(clock);
    }
    List<String> lines = new ArrayList<>();
    if (!matcher.group(1).isEmpty()) {
      lines.add(matcher.group(1).strip());
    }
    lines.add(matcher.group(2));
    if (matcher.group(3) != null && lines.size() < 2) {
      lines.add(matcher.group(3));
    }
    return lines;
  }

  private static List<String> lines(Object result) {
    if (result instanceof RideAndFare pair) {
      return lines("pair " + pair(pair.ride(), pair.fare()));
    }
    if (result instanceof Event event) {
      return event(event).lines();
    }
    if (result instanceof HourlyTip tip) {
      return List.of(
          "to " + hour(tip.hourEnd()),
          "driver " + id(tip.driverId()),
          String.format(Locale.ROOT, "%.2f", tip.total()));
    }
    if (result instanceof PopularPlace place) {
      return List.of(
          "to " + hour(place.windowEnd()),
          "%d %s".formatted(place.count(), place.isStart() ? "starts" : "ends"));
    }
    if (result instanceof RuleMatch match) {
      return List.of("rule " + id(match.ruleId()), "ride " + id(match.rideId()));
    }
    if (result instanceof HourlyPrediction prediction) {
      return List.of(
          id(prediction.rideId()) + ":",
          prediction.minutes() + " min",
          "in hour " + prediction.ridesInHour(),
          "no hour " + prediction.ridesWithoutHour());
    }
    if (result instanceof TravelTimePrediction prediction) {
      return List.of(id(prediction.rideId()) + ":", prediction.minutes() + " min");
    }
    return lines(result instanceof Long ride ? "alert " + id(ride) : String.valueOf(result));
  }

  private static List<String> rule(DispatchRule rule) {
    String name = "rule " + id(rule.ruleId());
    if (!rule.isActive()) {
      return List.of(name, "withdrawn");
    }
    String sign = rule.length() == DispatchRule.Length.LONGER ? ">" : "<";
    return rule.length() == DispatchRule.Length.ANY
        ? List.of(name, rule.minPassengers() + " pass.")
        : List.of(name, "%s %d min".formatted(sign, rule.minutes()));
  }

  private static String pair(TaxiRide ride, TaxiFare fare) {
    if (ride == null || fare == null || !ride.isStart() || ride.rideId() != fare.rideId()) {
      return "%s %s"
          .formatted(
              ride == null ? "null" : event(ride).text(),
              fare == null ? "null" : event(fare).text());
    }
    return id(ride.rideId());
  }

  private static String hour(long time) {
    return String.join("", time(time));
  }

  /** A long id is cut to its last digits. */
  static String id(long id) {
    String text = Long.toString(id);
    return text.length() <= MOST_DIGITS ? text : "~" + text.substring(text.length() - 4);
  }

  private static List<String> lines(String text) {
    if (text.length() <= MOST_LETTERS) {
      return List.of(text);
    }
    return WORDS.matcher(text).results().map(match -> match.group()).limit(4).toList();
  }
}
