package streamkata.common.source;

import streamkata.common.model.TaxiRide;

/**
 * START and END events of generated rides in order of event time, those of the same time in order
 * of ride id. Numbers are 0, 1, 2, ...; there is no last one.
 *
 * <p>Wherever in time it is to begin, only the rides of the four hours before are computed, to find
 * those that are still under way: that is as long as a ride can last.
 */
final class GeneratedRides implements Feed<TaxiRide> {

  private static final int MOST_RIDES_UNDER_WAY =
      TripGenerator.LONGEST_MINUTES * TripGenerator.STARTS_PER_MINUTE;

  private final TripGenerator trips;
  private final EventQueue<TaxiRide> ends = new EventQueue<>();

  private Trip upcoming;
  private long number;

  GeneratedRides(TripGenerator trips) {
    this.trips = trips;
  }

  @Override
  public void seek(long number, long time) {
    long minute = TripGenerator.startOfMinute(time);
    long firstRide = TripGenerator.firstRideOf(minute);
    for (long id = Math.max(1, firstRide - MOST_RIDES_UNDER_WAY); id < firstRide; id++) {
      Trip trip = trips.trip(id);
      if (trip.endTime() >= minute) {
        enqueueEnd(trip);
      }
    }
    upcoming = trips.trip(firstRide);
    long starts = firstRide - 1;
    this.number = starts + (starts - ends.size()) - 1;
    while (this.number < number - 1) {
      next();
    }
  }

  @Override
  public TaxiRide next() {
    number++;
    if (!ends.isEmpty()
        && EventQueue.isBefore(
            ends.time(), ends.number(), upcoming.startTime(), upcoming.rideId())) {
      return ends.remove();
    }
    TaxiRide start = upcoming.start();
    enqueueEnd(upcoming);
    upcoming = trips.trip(upcoming.rideId() + 1);
    return start;
  }

  private void enqueueEnd(Trip trip) {
    ends.add(trip.endTime(), trip.rideId(), 0, trip.end());
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public long timeOf(TaxiRide ride) {
    return ride.eventTime();
  }

  @Override
  public void close() {}
}
