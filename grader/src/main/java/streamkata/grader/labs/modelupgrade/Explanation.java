package streamkata.grader.labs.modelupgrade;

import static streamkata.grader.matchers.Emits.emits;

import java.util.List;
import streamkata.common.lab.ModelUpgradeLab;
import streamkata.common.lab.ModelUpgradeLab.HourlyPrediction;
import streamkata.grader.matchers.Emits;

/** Says of a wrong prediction which mistake has this effect. */
final class Explanation {

  private Explanation() {}

  /** Expects exactly these predictions, and explains a wrong one. */
  static Emits<HourlyPrediction> explained(List<HourlyPrediction> expected) {
    return emits(expected, one -> "ride " + one.rideId(), Explanation::text)
        .because(
            (wanted, got) ->
                wanted.size() == 1 && got.size() == 1 ? why(wanted.get(0), got.get(0)) : "");
  }

  private static String text(HourlyPrediction one) {
    return one.ridesInHour() == ModelUpgradeLab.NOT_COUNTED
        ? "%d minutes, rides not counted".formatted(one.minutes())
        : "%d minutes, %s in this hour, %d without an hour"
            .formatted(one.minutes(), rides(one.ridesInHour()), one.ridesWithoutHour());
  }

  private static String rides(long count) {
    return count == 1 ? "1 ride" : count + " rides";
  }

  /** The first reason that fits; an empty text if there is none. */
  static String why(HourlyPrediction wanted, HourlyPrediction got) {
    if (got.minutes() == -1 && wanted.minutes() != -1) {
      return "the model has lost what was learned";
    }
    if (got.minutes() == 60 && wanted.minutes() > 60) {
      return "version 2 has no operator cap";
    }
    if (got.ridesWithoutHour() < wanted.ridesWithoutHour()) {
      return "version 1 had counted %d rides; a default is not this number"
          .formatted(wanted.ridesWithoutHour());
    }
    if (got.ridesWithoutHour() > wanted.ridesWithoutHour()) {
      return "only rides that version 1 counted have no hour";
    }
    if (got.ridesInHour() < wanted.ridesInHour()) {
      return "rides that version 2 counted are missing";
    }
    if (got.ridesInHour() > wanted.ridesInHour()) {
      return "other rides are counted in this hour, too";
    }
    return "";
  }
}
