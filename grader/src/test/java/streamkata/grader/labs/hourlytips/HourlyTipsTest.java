package streamkata.grader.labs.hourlytips;

/** Runs the checks of the lab in an IDE. */
class HourlyTipsTest extends HourlyTipsChecks {}
