package streamkata.grader.labs.expiringstate;

/** Runs the checks of the lab in an IDE. */
class ExpiringStateTest extends ExpiringStateChecks {}
