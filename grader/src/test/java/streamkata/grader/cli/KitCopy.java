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
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Skeleton;
import streamkata.grader.labs.Course;

/** A copy of what commands read and write, in a folder of its own. */
final class KitCopy {

  private static final Labs LABS = Course.PATH.labs();

  private static final Path ORIGINAL = Path.of("..");
  private static final List<String> PARTS =
      List.of("exercises/src", "solutions/src/main", "grader/src/main/skeletons");

  private final Kit kit;
  private Ansi ansi = Ansi.OFF;

  /** What a command printed, and its exit code. */
  record Outcome(int exitCode, String out, String err) {}

  /** Copies the kit, with nothing done yet. */
  KitCopy(Path home) throws IOException {
    kit = new Kit(home);
    for (String part : PARTS) {
      try (Stream<Path> files = Files.walk(ORIGINAL.resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = home.resolve(ORIGINAL.relativize(file));
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
    for (Lab lab : LABS.all()) {
      new Skeleton(kit, lab).restore();
    }
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
        Kata.commandLine(kit)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setColorScheme(Help.defaultColorScheme(ansi));
    int exitCode = commands.execute(arguments);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  /** The class that a learner writes. */
  Path exercise(Lab lab) {
    return kit.exercise(lab);
  }

  /** Writes the reference solution into the exercise. */
  void solve(Lab lab) throws IOException {
    Files.writeString(
        kit.exercise(lab),
        Files.readString(kit.solution(lab))
            .replace("package streamkata.solutions", "package streamkata.exercises"));
  }
}
