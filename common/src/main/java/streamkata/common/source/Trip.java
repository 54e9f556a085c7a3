package streamkata.common.source;

import streamkata.common.model.TaxiRide;

/** All that is known about one generated ride once it is over. */
record Trip(
    long rideId,
    long startTime,
    long endTime,
    double startLon,
    double startLat,
    double endLon,
    double endLat,
    int passengerCnt,
    long taxiId,
    long driverId,
    double straightKm) {

  TaxiRide start() {
    return event(true, 0);
  }

  TaxiRide end() {
    return event(false, endTime);
  }

  private TaxiRide event(boolean isStart, long knownEndTime) {
    return new TaxiRide(
        rideId,
        isStart,
        startTime,
        knownEndTime,
        startLon,
        startLat,
        endLon,
        endLat,
        passengerCnt,
        taxiId,
        driverId);
  }
}
