package streamkata.grader.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Skeleton;

/** {@code kata reset}. */
@Command(name = "reset", description = "Takes a lab back to its start; keeps a copy of your work.")
final class ResetCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean sure;

  @Parameters(
      paramLabel = "LAB",
      completionCandidates = LabConverter.Candidates.class,
      description = "The id of a lab.")
  private Lab lab;

  @Override
  public void run() {
    if (!sure && !isWanted()) {
      spec.commandLine().getOut().println("Nothing was changed.");
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    KitProgress learner = KitProgress.of(spec);
    Optional<Path> backup = restore(learner.kit());
    learner.progress().restart(lab);
    if (backup.isEmpty()) {
      out.println(lab.id() + " is as it was at the start.");
    } else {
      out.println(lab.id() + " is as it was at the start. Your file is kept in");
      out.println(backup.get());
    }
  }

  private boolean isWanted() {
    Console console = System.console();
    if (console == null) {
      throw new Refusal(
          "There is no terminal to ask before %s goes back to its start. Add --yes to do it without a question."
              .formatted(lab.id()));
    }
    String answer =
        console.readLine(
            "Take %s back to its start? A copy of your work is kept. [y/N] ", lab.id());
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  private Optional<Path> restore(Kit kit) {
    try {
      return new Skeleton(kit, lab).restore();
    } catch (IOException e) {
      throw new Refusal(
          "%s could not be taken back to its start. Your work is still there: %s."
              .formatted(lab.id(), e.getMessage()));
    }
  }
}
