package streamkata.common.source;

import streamkata.common.model.TaxiFare;

/**
 * Makes up what was paid for a ride, by the tariff of 2013 and with the tips that passengers gave
 * then: the fare of a ride depends on the seed and on the ride alone. All money is computed in
 * cents.
 */
final class FareCalculator {

  /** Keeps the draws for a fare apart from those for its ride. */
  private static final long FARES = 0x66617265L;

  private static final double STREETS_PER_STRAIGHT_LINE = 1.3;
  private static final double CENTS_TO_BEGIN = 300;
  private static final double CENTS_PER_KM = 155;
  private static final double CENTS_PER_MINUTE = 12;
  private static final int CENTS_PER_STEP = 50;

  private static final double CARD_SHARE = 0.40;
  private static final double TIP_SHARE = 0.945;
  private static final double LONG_RIDE_KM = 6.65;
  private static final double TOLL_SHARE_OF_LONG_RIDES = 0.12;
  private static final int TOLL_CENTS = 480;

  private final long seed;
  private final Draws draws = new Draws();

  FareCalculator(long seed) {
    this.seed = seed + FARES;
  }

  TaxiFare fare(Trip trip) {
    draws.restart(seed, trip.rideId());
    long fare = meter(trip);
    boolean isCard = draws.uniform() < CARD_SHARE;
    boolean hasTip = draws.uniform() < TIP_SHARE;
    long tip = isCard && hasTip ? tip(fare) : 0;
    boolean hasToll =
        draws.uniform() < TOLL_SHARE_OF_LONG_RIDES && trip.straightKm() > LONG_RIDE_KM;
    long tolls = hasToll ? TOLL_CENTS : 0;
    return new TaxiFare(
        trip.rideId(),
        trip.taxiId(),
        trip.driverId(),
        trip.startTime(),
        isCard ? "CRD" : "CSH",
        tip / 100.0,
        tolls / 100.0,
        (fare + tip + tolls) / 100.0);
  }

  private static long meter(Trip trip) {
    double minutes = (trip.endTime() - trip.startTime()) / 60_000.0;
    double cents =
        CENTS_TO_BEGIN
            + CENTS_PER_KM * STREETS_PER_STRAIGHT_LINE * trip.straightKm()
            + CENTS_PER_MINUTE * minutes;
    return Math.round(cents / CENTS_PER_STEP) * CENTS_PER_STEP;
  }

  /** Half of the passengers tap the button for 20 percent, the others give what they like. */
  private long tip(long fare) {
    boolean isButton = draws.uniform() < 0.5;
    double share = isButton ? 0.20 : 0.10 + 0.20 * draws.uniform();
    return Math.max(1, Math.round(fare * share));
  }
}
