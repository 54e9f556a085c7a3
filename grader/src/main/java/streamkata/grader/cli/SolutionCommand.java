package streamkata.grader.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import streamkata.grader.kit.Lab;
import streamkata.grader.program.LabMistake;

/** {@code kata solution}. */
@Command(
    name = "solution",
    description = "Shows the reference and its discussion once the lab is complete.")
final class SolutionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--spoil", description = "Show them although the lab is not complete.")
  private boolean spoil;

  @Parameters(paramLabel = "LAB", description = "The id of a lab.")
  private Lab lab;

  @Override
  public Integer call() throws IOException {
    KitProgress kit = KitProgress.of(spec);
    if (!spoil && !kit.progress().hasPassed(lab)) {
      throw new LabMistake(
          "%s is still yours to solve: its solution opens when %s says complete; %s helps on, --spoil shows it now."
              .formatted(lab.id(), Kata.typed("test " + lab.id()), Kata.typed("hint " + lab.id())));
    }
    PrintWriter out = spec.commandLine().getOut();
    Path directory =
        kit.folder()
            .resolve("solutions/src/main/java/streamkata/solutions")
            .resolve(lab.packageName());
    for (String name : List.of(lab.className() + ".java", "DISCUSSION.md")) {
      Path file = directory.resolve(name);
      out.println(kit.ansi().string("@|bold " + kit.folder().relativize(file) + "|@"));
      out.println();
      out.println(Files.readString(file));
    }
    return 0;
  }
}
