package streamkata.common.model;

/**
 * How long a ride that has just begun will take.
 *
 * @param rideId identifies the ride
 * @param minutes the predicted travel time in whole minutes, or -1 while the model of the
 *     destination cannot predict
 */
public record TravelTimePrediction(long rideId, int minutes) {}
