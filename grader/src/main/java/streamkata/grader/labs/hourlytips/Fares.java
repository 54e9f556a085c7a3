package streamkata.grader.labs.hourlytips;

import static streamkata.grader.labs.Trip.at;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import streamkata.common.model.TaxiFare;
import streamkata.grader.labs.Awkward;

/** What the programs receive. */
final class Fares {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** A cent more is the same in float. */
  private static final long FORTUNE_CENTS = 26_214_402;

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

  /** One fare of each of some drivers, at the same time and with the same tip. */
  static List<TaxiFare> tied(String time, long... drivers) {
    List<TaxiFare> fares = new ArrayList<>();
    for (long driver : drivers) {
      fares.add(fare(100 + fares.size(), driver, time, 1.35));
    }
    return fares;
  }

  /**
   * Fares of ten drivers within four hours: cents, cash, refunds. Last, some drivers of each hour
   * get a fortune, after which they are equal, or a cent apart.
   */
  static List<TaxiFare> many(Random random) {
    List<TaxiFare> fares = new ArrayList<>();
    for (long rideId : Awkward.ids(10_000, 150)) {
      long time = at("13:00:00") + random.nextLong(4 * HOUR);
      int cents = random.nextInt(4) == 0 ? 0 : random.nextInt(-100, 500);
      fares.add(fare(rideId, Awkward.id(random.nextInt(10)), time, cents / 100.0));
    }
    List<Long> drivers = new ArrayList<>(Awkward.ids(0, 10));
    for (long hour = at("13:00:00"); hour < at("17:00:00"); hour += HOUR) {
      Collections.shuffle(drivers, random);
      for (long driver : drivers.subList(0, 4)) {
        long rest = FORTUNE_CENTS + random.nextInt(2) - cents(fares, driver, hour);
        long time = hour + random.nextLong(HOUR);
        fares.add(fare(Awkward.id(10_000 + fares.size()), driver, time, rest / 100.0));
      }
    }
    return fares;
  }

  private static long cents(List<TaxiFare> fares, long driver, long hour) {
    return fares.stream()
        .filter(fare -> fare.driverId() == driver)
        .filter(fare -> fare.startTime() >= hour && fare.startTime() < hour + HOUR)
        .mapToLong(fare -> Math.round(100 * fare.tip()))
        .sum();
  }
}
