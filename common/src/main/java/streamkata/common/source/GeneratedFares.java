package streamkata.common.source;

import streamkata.common.model.TaxiFare;

/**
 * The fares of generated rides in order of event time. Their numbers are the ride ids, 1, 2, ...
 */
final class GeneratedFares implements Feed<TaxiFare> {

  private final TripGenerator trips;
  private final FareCalculator fares;

  private long number;

  GeneratedFares(TripGenerator trips, FareCalculator fares) {
    this.trips = trips;
    this.fares = fares;
  }

  @Override
  public void seek(long number, long time) {
    this.number = Math.max(1, number) - 1;
  }

  @Override
  public TaxiFare next() {
    number++;
    return fares.fare(trips.trip(number));
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public long timeOf(TaxiFare fare) {
    return fare.eventTime();
  }

  @Override
  public void close() {}
}
