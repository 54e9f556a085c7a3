package streamkata.grader.labs.sql;

/** How many rides of a driver have started so far. */
public record SqlCount(long driverId, long rides) {}
