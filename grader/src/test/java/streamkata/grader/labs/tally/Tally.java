package streamkata.grader.labs.tally;

/** What a driver has done so far. */
public record Tally(long driverId, long rides, long passengers) {}
