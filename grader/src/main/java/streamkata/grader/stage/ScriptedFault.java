package streamkata.grader.stage;

/** The exception that a task throws because the script says so. */
final class ScriptedFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ScriptedFault() {
    super("A task failed because the script of this check says so.");
  }
}
