package streamkata.grader.labs.ridecleansing;

/** Runs the checks of the lab in an IDE. */
class RideCleansingTest extends RideCleansingChecks {}
