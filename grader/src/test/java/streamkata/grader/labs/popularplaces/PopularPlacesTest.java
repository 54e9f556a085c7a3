package streamkata.grader.labs.popularplaces;

/** Runs the checks of the lab in an IDE. */
class PopularPlacesTest extends PopularPlacesChecks {}
