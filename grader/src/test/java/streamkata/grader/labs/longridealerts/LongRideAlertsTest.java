package streamkata.grader.labs.longridealerts;

/** Runs the checks of the lab in an IDE. */
class LongRideAlertsTest extends LongRideAlertsChecks {}
