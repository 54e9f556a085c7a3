package streamkata.grader.classjob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import streamkata.grader.classroom.ClassRun;
import streamkata.grader.classroom.RemoteGrading;
import streamkata.grader.classroom.Work;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;

/**
 * The process that grades. It is told by a byte that there is work in its folder, and puts the
 * results there; without a folder, it prepares the place where others will grade.
 */
public final class GradingProcess {

  /** What it is told when there is work. */
  static final int GO = '\n';

  private GradingProcess() {}

  /** Its arguments, without the folder. */
  static List<String> arguments(JobOrder order) {
    return List.of(order.labs(), Long.toString(order.seed()), "" + order.sandboxed());
  }

  /** Where the work is in its folder. */
  static Path work(Path folder) {
    return folder.resolve("work.json");
  }

  /** Where the results are in its folder, when they are complete. */
  static Path results(Path folder) {
    return folder.resolve("results.json");
  }

  /**
   * Grades until its input ends, and ends the process: with 2 and a last line that says why, if
   * nothing can be graded.
   *
   * @param args labs, seed, whether programs are shut in; then the folder, if it is to grade
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
        Path folder = Path.of(args[3]);
        while (System.in.read() == GO) {
          Work work = Work.of(Files.readAllBytes(work(folder)));
          Kit.replace(results(folder), grading.grade(work));
        }
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
