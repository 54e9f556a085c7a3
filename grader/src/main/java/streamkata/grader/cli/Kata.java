package streamkata.grader.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import streamkata.grader.submission.LabMistake;

/** The command {@code kata}. */
@Command(
    name = "kata",
    description = "Learn to write stream programs that survive.",
    mixinStandardHelpOptions = true,
    version = "Streamkata 1.0",
    subcommands = {ListCommand.class, TestCommand.class, WatchCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all that was attempted is right",
      "1:something that was attempted is wrong",
      "2:the command could not be carried out; one sentence says why"
    })
public final class Kata implements Runnable {

  private Kata() {}

  /**
   * Carries out one command and ends the JVM with its exit code.
   *
   * @param args the command and its arguments
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The commands, ready to be carried out. */
  static CommandLine commandLine() {
    return new CommandLine(new Kata())
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              if (!(exception instanceof LabMistake)) {
                throw exception;
              }
              command.getErr().println(exception.getMessage());
              return CommandLine.ExitCode.USAGE;
            });
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
