package streamkata.grader.labs.traveltime;

/** Runs the checks of the lab in an IDE. */
class TravelTimePredictionTest extends TravelTimePredictionChecks {}
