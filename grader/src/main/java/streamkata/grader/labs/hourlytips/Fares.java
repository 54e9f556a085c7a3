package streamkata.grader.labs.hourlytips;

import static streamkata.grader.labs.Trip.at;

import java.util.ArrayList;
import java.util.List;
import streamkata.common.model.TaxiFare;
import streamkata.grader.labs.Awkward;

/** What the programs receive. */
final class Fares {

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
  static List<TaxiFare> faresOf(int drivers, long time, int count, long distance) {
    List<TaxiFare> fares = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long driver = Awkward.id(i % drivers);
      fares.add(fare(10_000 + i, driver, time + i * distance, i % 17 * 0.35 - 0.7));
    }
    return fares;
  }
}
