package streamkata.grader.labs.hourlytips;

import static streamkata.grader.labs.Trip.at;
import static streamkata.grader.scenario.Script.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import streamkata.common.model.HourlyTip;
import streamkata.common.model.TaxiFare;
import streamkata.grader.labs.Awkward;
import streamkata.grader.scenario.Script;

/** What the programs receive. */
final class Fares {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private Fares() {}

  /** A fare of such a time of day. */
  static TaxiFare fare(long rideId, long driverId, String time, double tip) {
    return fare(rideId, driverId, at(time), tip);
  }

  /**
   * The smaller the tip, the larger the total fare: they are not to be taken for each other. Each
   * driver has two taxis.
   */
  static TaxiFare fare(long rideId, long driverId, long time, double tip) {
    String payment = tip == 0 ? "CSH" : "CRD";
    boolean isFree = tip <= 0 && rideId % 2 == 0;
    return new TaxiFare(
        rideId,
        driverId - 500_000 + rideId % 2,
        driverId,
        time,
        payment,
        tip,
        isFree ? 0 : 5.33,
        isFree ? 0 : 150 - tip);
  }

  /** Fares of so many drivers in turn, at equal distances. */
  /** Fares of so many drivers in turns. */
  static List<TaxiFare> faresOf(int drivers, long time, int count, long distance) {
    List<TaxiFare> fares = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long driver = Awkward.id(i % drivers);
      fares.add(fare(10_000 + i, driver, time + i * distance, i % 17 * 0.35 - 0.7));
    }
    return fares;
  }

  /** In each hour, the first driver equals the second and the second the third, but that is all. */
  static Script chains() {
    Script script = script();
    for (int hour = 0; hour < 6; hour++) {
      long time = at("13:05:00") + hour * HOUR;
      long first = 40 + 3 * hour;
      script =
          script.emit(
              fare(1, first, time, 10),
              fare(2, first + 1, time, 10.0008),
              fare(3, first + 2, time, 10.0016));
    }
    return script.watermark(at("19:00:00.001"));
  }

  /** The driver with the smallest id of those who equal the best. */
  static HourlyTip[] secondOfEachChain() {
    return LongStream.range(0, 6)
        .mapToObj(hour -> new HourlyTip(at("14:00:00") + hour * HOUR, 41 + 3 * hour, 10.0008))
        .toArray(HourlyTip[]::new);
  }
}
