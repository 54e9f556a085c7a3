package streamkata.grader.process;

import java.nio.file.Path;
import java.util.Map;
import streamkata.grader.grading.CheckListener;
import streamkata.grader.grading.Decision;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.TemporaryFolder;
import streamkata.grader.labs.Course;

/** The process that grades. What it prints is what the graded programs print. */
public final class GradingProcess {

  /** Exit code of a process that has come to its end. */
  static final int DONE = 42;

  private GradingProcess() {}

  /**
   * Grades what the system properties {@code kata.*} select.
   *
   * @param args the file of the journal, and whether checks may run at the same time
   */
  public static void main(String[] args) {
    Labs labs = Course.CORE.labs();
    Journal journal = new Journal(Path.of(args[0]), labs);
    Grading.run(
        labs,
        Map.of(),
        Boolean.parseBoolean(args[1]),
        new CheckListener(labs) {
          @Override
          protected void started(Check check) {
            journal.writeStarted(check);
          }

          @Override
          protected void decided(Check check, Decision decision) {
            journal.writeDecided(check, decision);
          }
        });
    TemporaryFolder.deleteAll();
    // Threads of graded programs may still be running, and hooks of theirs be waiting.
    Runtime.getRuntime().halt(DONE);
  }
}
