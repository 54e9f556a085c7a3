package streamkata.common.model;

/** Anything that happens to a taxi ride. */
public sealed interface TaxiEvent extends Event permits TaxiRide, TaxiFare {

  /**
   * The ride that this event belongs to.
   *
   * @return the id of the ride
   */
  long rideId();
}
