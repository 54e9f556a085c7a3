package streamkata.common.model;

/**
 * The START event of a ride together with the fare that was paid for it; only their ride ids are
 * sure to be equal.
 *
 * @param ride the START event
 * @param fare the fare with the same ride id
 */
public record RideAndFare(TaxiRide ride, TaxiFare fare) {}
