package streamkata.grader.labs.hourlytips;

import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.matchers.Emits.emits;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import streamkata.common.model.Event;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;
import streamkata.grader.matchers.Emits;

/** What must come out, and why something else is wrong. */
final class Tips {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private Tips() {}

  /** One result for each hour with a fare, and no other. */
  static Emits<HourlyTip> emitsTips(HourlyTip... expected) {
    return emitsTips(List.of(expected));
  }

  /** The same; totals are compared by their cents. */
  static Emits<HourlyTip> emitsTips(List<HourlyTip> expected) {
    return emits(
            expected,
            (HourlyTip tip) -> "the hour to " + Event.clock(tip.hourEnd()),
            tip -> String.format(Locale.ROOT, "driver %d with %.2f", tip.driverId(), tip.total()))
        .because(Tips::why);
  }

  /** What the oracle has for such fares. */
  static Emits<HourlyTip> emitsLikeTheOracle(List<TaxiFare> fares) {
    return emitsTips(HourlyTipsOracle.tips(fares));
  }

  private static String why(List<HourlyTip> wanted, List<HourlyTip> got) {
    if (wanted.isEmpty()) {
      return got.get(0).hourEnd() % HOUR == 0
          ? "this hour must have no result, or not yet"
          : "an hour ends at a full hour of UTC, in whatever time zone the program runs";
    }
    if (got.isEmpty()) {
      return "the watermark has passed its end, so it must have a result";
    }
    if (got.size() > 1) {
      return "an hour has one result, not one for each driver or fare";
    }
    if (Math.abs(wanted.get(0).total() - got.get(0).total()) < 0.005) {
      return "the right total, but not the right driver";
    }
    if (got.get(0).total() > wanted.get(0).total()) {
      return "no driver has so much in this hour; are tips of another hour in it, or of another"
          + " driver?";
    }
    return "";
  }

  /** A result whose hour ends at such a time of day. */
  static HourlyTip tip(String hourEnd, long driverId, double total) {
    return new HourlyTip(at(hourEnd), driverId, total);
  }
}
