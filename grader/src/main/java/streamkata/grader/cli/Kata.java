package streamkata.grader.cli;

import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;
import streamkata.grader.kit.Lab;
import streamkata.grader.program.LabMistake;
import streamkata.grader.recovery.RecoveryFailed;

/** The command {@code kata}. */
@Command(
    name = "kata",
    description =
        "Learn to write stream programs that survive.%nAlone: where you are, what is next.",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    version = "Streamkata 1.0",
    subcommands = {
      ListCommand.class,
      TestCommand.class,
      WatchCommand.class,
      HintCommand.class,
      RunCommand.class,
      ResetCommand.class,
      SolutionCommand.class,
      ReportCommand.class,
      RecoverCommand.class,
      HelpCommand.class
    },
    exitCodeOnExecutionException = 2,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all that was attempted is right",
      "1:something that was attempted is wrong",
      "2:the command could not be carried out; one sentence says why"
    })
public final class Kata implements Runnable {

  @Spec private CommandSpec spec;

  private Kata() {}

  /**
   * Carries out one command and ends the JVM with its exit code.
   *
   * @param args the command and its arguments
   */
  public static void main(String[] args) {
    Integer stale = Integer.getInteger("kata.stale.exit");
    if (stale != null && KitBuild.isStale(KitProgress.home())) {
      System.exit(stale);
    }
    System.exit(commandLine().execute(args));
  }

  /** The commands, ready to be carried out. */
  static CommandLine commandLine() {
    return new CommandLine(new Kata())
        .registerConverter(Lab.class, new LabConverter())
        .setParameterExceptionHandler(Kata::refuse)
        .setExecutionExceptionHandler(Kata::refuse);
  }

  /**
   * A command as this learner has to type it.
   *
   * @param words the command after {@code kata}
   * @return the whole line
   */
  static String typed(String words) {
    return System.getProperty("kata.command", "./kata") + " " + words;
  }

  @Override
  public void run() {
    KitProgress kit = KitProgress.of(spec);
    spec.commandLine().getOut().println(kit.overview());
  }

  private static int refuse(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    if (mistake.getCause() instanceof LabMistake) {
      err.println(mistake.getCause().getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    err.println(mistake.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(mistake, err)) {
      String words = command.getCommandSpec().qualifiedName().replaceFirst("^kata ?", "");
      err.println("See " + typed((words + " --help").strip()));
    }
    return CommandLine.ExitCode.USAGE;
  }

  private static int refuse(Exception exception, CommandLine command, ParseResult parsed)
      throws Exception {
    if (exception instanceof LabMistake || exception instanceof RecoveryFailed) {
      command.getErr().println(exception.getMessage());
    } else if (exception instanceof FileSystemException file) {
      command.getErr().println("This cannot be read or written: " + file.getMessage() + ".");
    } else {
      throw exception;
    }
    return CommandLine.ExitCode.USAGE;
  }
}
