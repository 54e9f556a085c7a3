package streamkata.grader.labs.rain;

/** A ride that started in the rain, and the station that said so. */
public record WetRide(long rideId, String station) {}
