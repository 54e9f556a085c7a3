package streamkata.grader.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import streamkata.grader.classroom.Demo;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.labs.Course;

/** {@code kata class demo}. */
@Command(
    name = "demo",
    description = "Makes hand-ins of a class that does not exist, to try things out.")
final class ClassDemoCommand implements Callable<Integer> {

  private static final int MOST_STUDENTS = 10_000;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A new folder for the hand-ins.")
  private Path folder;

  @Option(names = "--students", paramLabel = "N", description = "How many; 200 if not said.")
  private int students = 200;

  @Option(names = "--seed", paramLabel = "N", description = "Another class.")
  private long seed = 1;

  @Option(
      names = "--complete",
      description = "All labs of everyone, and all right: to measure how long it takes.")
  private boolean complete;

  @Option(names = "--lab", paramLabel = "ID", split = ",", description = "Some labs only.")
  private List<Lab> labs = Course.CORE.labs().all();

  @Override
  public Integer call() throws IOException {
    if (students < 1 || students > MOST_STUDENTS) {
      throw new Refusal("--students is %d; it must be 1 to %d.".formatted(students, MOST_STUDENTS));
    }
    Kit kit = Kata.kit(spec);
    new Demo(kit, folder, labs, seed, complete).make(students);
    spec.commandLine()
        .getOut()
        .println(
            "%d hand-ins are in %s. Grade them: %s"
                .formatted(
                    students, folder, kit.typed("class grade " + Kit.quoted(folder.toString()))));
    return 0;
  }
}
