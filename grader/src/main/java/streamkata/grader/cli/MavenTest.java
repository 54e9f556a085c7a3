package streamkata.grader.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.ScoreTable;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.process.Grading;
import streamkata.grader.submission.Submission;

/** What {@code mvn test} runs. */
public final class MavenTest {

  private MavenTest() {}

  /**
   * Grades what the system properties {@code kata.*} select, and prints the score.
   *
   * @param args the build directory, for logs, and the options for the JVMs of stages
   * @throws Refusal with one sentence, if something that was attempted is wrong
   * @throws IOException if a file cannot be written
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Grade grade;
    try {
      grade = grade(args);
    } catch (Refusal e) {
      sayAtTheVeryEnd("\n " + e.getMessage());
      throw e;
    }
    if (grade.complaint().isPresent()) {
      sayAtTheVeryEnd(ScoreTable.lastWords(grade));
      if (!Boolean.getBoolean("maven.test.failure.ignore")) {
        throw new Refusal(grade.complaint().get());
      }
    }
  }

  private static Grade grade(String[] args) throws IOException, InterruptedException {
    Path directory = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
    Grading.forget(directory);
    Selection selection =
        Selection.from(Course.PATH.labs(), name -> Optional.ofNullable(System.getProperty(name)));
    Submission submission = Submission.of(selection);
    submission.remarks().forEach(System.out::println);
    Grade grade = Grading.grade(selection, submission, directory, List.of(args[1].split(" ")));
    System.out.println(ScoreTable.of(grade, Course.ALL.labs()));
    grade.keepAsProgress(selection);
    return grade;
  }

  /** Where a build fails, Maven says so in many lines; what matters comes after them. */
  private static void sayAtTheVeryEnd(String words) {
    // Neither System.out nor the thread group in which Maven runs this is there any more by then.
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Runtime.getRuntime()
        .addShutdownHook(new Thread(group, () -> out.println(words), "kata-last-words"));
  }
}
