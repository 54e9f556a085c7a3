package streamkata.grader.labs.dispatchrules;

/** Runs the checks of the lab in an IDE. */
class DispatchRulesTest extends DispatchRulesChecks {}
