package streamkata.grader.labs.modelupgrade;

/** Runs the checks of the lab in an IDE. */
class ModelUpgradeTest extends ModelUpgradeChecks {}
