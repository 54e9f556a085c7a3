package streamkata.grader.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kata completion}. */
@Command(
    name = "completion",
    hidden = true,
    description = {
      "Prints a script that lets bash and zsh complete what is typed:",
      "source <(./kata completion)"
    })
final class CompletionCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().getOut().println(AutoComplete.bash("kata", spec.root().commandLine()));
  }
}
