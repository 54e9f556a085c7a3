package streamkata.grader.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import streamkata.grader.grading.Decision;
import streamkata.grader.grading.Decisions;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.GradeFile;
import streamkata.grader.grading.ScoreTable;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Progress;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;

/**
 * What {@code mvn test} runs: grades in a process of its own, and prints the score whatever becomes
 * of that process. Where it dies, the check that was running has failed, and another process goes
 * on with the rest.
 */
public final class Supervisor {

  private static final int STALLED_LIMITS = 12;
  private static final Duration TICK = Duration.ofMillis(50);

  /** More than the kit's own programs need by far; jvmArguments may say otherwise. */
  private static final String MEMORY = "-Xmx1g";

  /** With what {@code -XX:+ExitOnOutOfMemoryError} ends a JVM. */
  private static final int OUT_OF_MEMORY = 3;

  private final Selection selection;
  private final Path directory;
  private final List<String> jvmArguments;
  private final Decisions decisions = new Decisions();

  private Supervisor(Selection selection, Path directory, List<String> jvmArguments) {
    this.selection = selection;
    this.directory = directory;
    this.jvmArguments = jvmArguments;
  }

  /**
   * Grades what the system properties {@code kata.*} select, and prints the score.
   *
   * @param args the build directory, for logs, and the arguments for the JVM that grades
   * @throws Refusal if something that was attempted is wrong, or nothing could be
   * @throws Exception if the process cannot be started
   */
  public static void main(String[] args) throws Exception {
    Labs labs = Course.CORE.labs();
    Selection selection =
        Selection.from(labs, name -> Optional.ofNullable(System.getProperty(name)));
    Path directory = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
    Grade grade = grade(selection, directory, List.of(args[1].split(" ")));
    System.out.println(ScoreTable.of(grade, labs));
    Progress.record(selection, grade);
    if (grade.complaint().isPresent() && !Boolean.getBoolean("maven.test.failure.ignore")) {
      throw new Refusal(grade.complaint().get());
    }
  }

  /**
   * Grades in another process, and writes the grade to the file {@link GradeFile#NAME}.
   *
   * @param selection what to grade
   * @param directory an existing directory, for logs and the grade
   * @param jvmArguments the arguments for the JVM that grades
   * @return the grade, complete whatever became of the process
   * @throws IOException if the process cannot be started
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static Grade grade(Selection selection, Path directory, List<String> jvmArguments)
      throws IOException, InterruptedException {
    return new Supervisor(selection, directory, jvmArguments).grade();
  }

  private Grade grade() throws IOException, InterruptedException {
    try (ProgramOutput output = new ProgramOutput(directory.resolve("output.log"))) {
      boolean done = runProcess(true, output);
      if (!done) {
        // Who fails beside a program that ends the JVM may not be to blame.
        decisions.retractFailed();
      }
      while (!done) {
        // One at a time now, to know whose program it is that ends the JVM.
        int before = decisions.checks().size();
        done = runProcess(false, output) || decisions.checks().size() == before;
      }
    }
    Grade grade = decisions.grade(selection);
    GradeFile.of(grade).writeTo(directory.resolve(GradeFile.NAME));
    return grade;
  }

  /** Runs a process over what is not decided yet; whether it came to its end. */
  private boolean runProcess(boolean concurrent, ProgramOutput output)
      throws IOException, InterruptedException {
    Path file = directory.resolve("journal.tsv");
    Files.deleteIfExists(file);
    Journal journal = new Journal(file, new Labs(selection.labs()));
    int before = decisions.checks().size();
    boolean stalled;
    int exitCode;
    try (ChildJvm process = ChildJvm.start(command(file, concurrent).redirectErrorStream(true))) {
      Thread reader = output.read(process.output());
      stalled = !follow(process, journal);
      ProgramOutput.await(reader);
      exitCode = process.exitCode();
    }
    journal.readInto(decisions);
    if (exitCode == GradingProcess.DONE) {
      return true;
    }
    // A later check of a process may have met what an earlier one left behind: it gets a new one.
    if (!concurrent && decisions.checks().size() == before) {
      String what = stalled ? "The JVM no longer responded and was ended" : end(exitCode);
      journal.running().forEach(check -> decisions.put(check, died(check, what, output.file())));
    }
    return false;
  }

  private static String end(int exitCode) {
    return exitCode == OUT_OF_MEMORY
        ? "The memory of the JVM was used up (OutOfMemoryError)"
        : "The JVM died (exit code %d)".formatted(exitCode);
  }

  /** Follows a process to its end; false if it had to be ended because nothing happened. */
  private boolean follow(ChildJvm process, Journal journal)
      throws IOException, InterruptedException {
    Duration patience = selection.limit().multipliedBy(STALLED_LIMITS);
    long lastNews = System.nanoTime();
    while (!process.hasEndedWithin(TICK)) {
      if (journal.readInto(decisions)) {
        lastNews = System.nanoTime();
      } else if (System.nanoTime() - lastNews > patience.toNanos()) {
        process.kill(true);
        return false;
      }
    }
    return true;
  }

  private static Decision died(Check check, String what, Path output) {
    return new Decision(
        Verdict.FAILED,
        ("%s, %s: %s while this check was running. Does your program end the JVM, or keep all that"
                + " it sees? What it printed is in %s.")
            .formatted(check.lab(), check.id(), what, output),
        Duration.ZERO);
  }

  private ProcessBuilder command(Path journal, boolean concurrent) {
    List<String> options = new ArrayList<>();
    options.add(MEMORY);
    options.addAll(jvmArguments);
    options.add("-XX:+ExitOnOutOfMemoryError");
    selection.properties().forEach((name, value) -> options.add("-D" + name + "=" + value));
    options.add(
        "-Dkata.decided="
            + decisions.checks().stream().map(Check::name).collect(Collectors.joining(",")));
    options.add("-Dorg.slf4j.simpleLogger.logFile=" + directory.resolve("flink.log"));
    return ChildJvm.command(
        options,
        ChildJvm.inheritedClassPath(),
        GradingProcess.class.getName(),
        List.of(journal.toString(), Boolean.toString(concurrent)));
  }
}
