package streamkata.grader.labs.exactlyoncefiles;

/** Runs the checks of the lab in an IDE. */
class ExactlyOnceFilesTest extends ExactlyOnceFilesChecks {}
