package streamkata.grader.labs.ridesandfares;

/** Runs the checks of the lab in an IDE. */
class RidesAndFaresTest extends RidesAndFaresChecks {}
