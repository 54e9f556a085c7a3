package streamkata.common.job;

import java.util.Locale;
import streamkata.common.model.Event;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.PopularPlace;
import streamkata.common.model.RideAndFare;
import streamkata.common.model.RuleMatch;
import streamkata.common.model.TravelTimePrediction;

/** Results as people read them. */
final class ResultText {

  private ResultText() {}

  /** One line; what is of no type of the kit's is printed as it prints itself. */
  static String of(Object result) {
    if (result instanceof Event event) {
      return event.describe();
    }
    if (result instanceof RideAndFare pair) {
      return pair.ride().describe() + "; " + pair.fare().describe();
    }
    if (result instanceof HourlyTip tip) {
      return String.format(
          Locale.ROOT,
          "hour until %s: driver %d, %.2f dollars in tips",
          Event.clock(tip.hourEnd()),
          tip.driverId(),
          tip.total());
    }
    if (result instanceof PopularPlace place) {
      return String.format(
          Locale.ROOT,
          "window until %s: %d rides %s at (%.4f, %.4f)",
          Event.clock(place.windowEnd()),
          place.count(),
          place.isStart() ? "start" : "end",
          place.lon(),
          place.lat());
    }
    if (result instanceof TravelTimePrediction prediction) {
      return "ride %d: %d minutes".formatted(prediction.rideId(), prediction.minutes());
    }
    if (result instanceof RuleMatch match) {
      return "rule %d: ride %d".formatted(match.ruleId(), match.rideId());
    }
    return String.valueOf(result);
  }
}
