package streamkata.grader.classjob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import streamkata.grader.classroom.ClassRun;
import streamkata.grader.classroom.RemoteGrading;
import streamkata.grader.classroom.Work;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;

/** The process that grades a hand-in; without one, it prepares the place where others will. */
public final class GradingProcess {

  private GradingProcess() {}

  static List<String> arguments(JobOrder order, String... files) {
    List<String> arguments =
        new ArrayList<>(List.of(order.labs(), Long.toString(order.seed()), "" + order.sandboxed()));
    arguments.addAll(List.of(files));
    return arguments;
  }

  /**
   * Grades, and ends the process: with 2 and a last line that says why, if nothing can be graded.
   *
   * @param args labs, seed, whether programs are shut in; then the file with the work and the one
   *     for the results, if there is something to grade
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    JobOrder order =
        new JobOrder("", args[0], Long.parseLong(args[1]), Boolean.parseBoolean(args[2]), 1);
    Kit kit = Kit.of(name -> Optional.ofNullable(System.getProperty(name)));
    Selection selection = order.selection(kit.home());
    try (RemoteGrading grading =
        new RemoteGrading(
            selection,
            order.sandboxed(),
            ClassRun.references(kit, Course.PATH.labs()),
            Course.PATH.labs())) {
      if (args.length > 3) {
        Work work = Work.of(Files.readAllBytes(Path.of(args[3])));
        Kit.replace(Path.of(args[4]), grading.grade(work));
      } else {
        grading.prepare();
      }
    } catch (Refusal e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
    System.exit(0);
  }
}
