package streamkata.common.model;

/** Anything that happens to a taxi ride and travels through a stream. */
public sealed interface TaxiEvent permits TaxiRide, TaxiFare {

  /**
   * The ride that this event belongs to.
   *
   * @return the id of the ride
   */
  long rideId();

  /**
   * When this event happened.
   *
   * @return milliseconds since the epoch, UTC
   */
  long eventTime();
}
