package streamkata.grader.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Skeleton;
import streamkata.grader.labs.Course;

/** A copy of what commands read and write, in a folder of its own. */
final class KitCopy implements AutoCloseable {

  private static final Labs LABS = Course.CORE.labs();

  private static final Path KIT = Path.of("..");
  private static final List<String> PARTS =
      List.of("exercises/src", "solutions/src/main", "grader/src/main/skeletons");

  private final Path home;
  private Ansi ansi = Ansi.OFF;

  /** What a command printed, and its exit code. */
  record Outcome(int exitCode, String out, String err) {}

  /** Copies the kit, with nothing done yet; until it is closed, commands of this JVM work on it. */
  KitCopy(Path home) throws IOException {
    this.home = home;
    for (String part : PARTS) {
      try (Stream<Path> files = Files.walk(KIT.resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = home.resolve(KIT.relativize(file));
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
    for (Lab lab : LABS.all()) {
      new Skeleton(home, lab).restore();
    }
    System.setProperty("kata.home", home.toString());
  }

  @Override
  public void close() {
    System.clearProperty("kata.home");
  }

  /** Colours are on from now on, as on a terminal. */
  void onATerminal() {
    ansi = Ansi.ON;
  }

  /** Carries a command out, in this JVM. */
  Outcome kata(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands =
        Kata.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setColorScheme(Help.defaultColorScheme(ansi));
    int exitCode = commands.execute(arguments);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  /** The class that a learner writes. */
  Path exercise(Lab lab) {
    return home.resolve("exercises/src/main/java/streamkata/exercises")
        .resolve(lab.packageName())
        .resolve(lab.className() + ".java");
  }

  /** Writes the reference solution into the exercise. */
  void solve(Lab lab) throws IOException {
    Path solution =
        home.resolve("solutions/src/main/java/streamkata/solutions")
            .resolve(lab.packageName())
            .resolve(lab.className() + ".java");
    Files.writeString(
        exercise(lab),
        Files.readString(solution)
            .replace("package streamkata.solutions", "package streamkata.exercises"));
  }
}
