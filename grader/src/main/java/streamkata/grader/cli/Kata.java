package streamkata.grader.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;

/** The command {@code kata}. */
@Command(
    name = "kata",
    description =
        "Learn to write stream programs that survive failures.%nAlone: where you are, what is"
            + " next.",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    version = "Streamkata " + Kit.VERSION,
    subcommands = {
      ListCommand.class,
      TestCommand.class,
      SweepCommand.class,
      WatchCommand.class,
      HintCommand.class,
      RunCommand.class,
      ExampleCommand.class,
      ResetCommand.class,
      SolutionCommand.class,
      ReportCommand.class,
      RecoverCommand.class,
      ClassCommand.class,
      ExportCommand.class,
      BundleCommand.class,
      PrepareCommand.class,
      CompletionCommand.class,
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

  /** What people type who know other tools. */
  private static final Map<String, String> HABITS =
      Map.of(
          "ls", "list",
          "status", "list",
          "labs", "list",
          "steps", "list --steps",
          "grade", "test",
          "check", "test",
          "verify", "test",
          "submit", "test",
          "start", "watch",
          "solve", "solution");

  private final Kit kit;

  @Spec private CommandSpec spec;

  private Kata(Kit kit) {
    this.kit = kit;
  }

  /**
   * Carries out one command and ends the JVM with its exit code.
   *
   * @param args the command and its arguments
   */
  public static void main(String[] args) {
    try {
      Kit kit = Kit.of(name -> Optional.ofNullable(System.getProperty(name)));
      Integer stale = Integer.getInteger("kata.stale.exit");
      if (stale != null && KitBuild.isStale(kit)) {
        System.exit(stale);
      }
      System.exit(commandLine(kit).execute(args));
    } catch (Refusal e) {
      System.err.println(e.getMessage());
      System.exit(CommandLine.ExitCode.USAGE);
    }
  }

  /** The commands of a kit, ready to be carried out. */
  static CommandLine commandLine(Kit kit) {
    return new CommandLine(new Kata(kit))
        .registerConverter(Lab.class, new LabConverter())
        .setParameterExceptionHandler(Kata::refuse)
        .setExecutionExceptionHandler(Kata::refuse);
  }

  /** The kit that a command is about. */
  static Kit kit(CommandSpec command) {
    return ((Kata) command.root().userObject()).kit;
  }

  @Override
  public void run() {
    spec.commandLine().getOut().println(KitProgress.of(spec).overview());
  }

  private static int refuse(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    if (mistake.getCause() instanceof Refusal) {
      err.println(mistake.getCause().getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    CommandSpec spec = command.getCommandSpec();
    if (spec.parent() == null
        && mistake instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()) {
      err.println(noSuchCommand(command, unmatched.getUnmatched().get(0)));
      return CommandLine.ExitCode.USAGE;
    }
    err.println(mistake.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(mistake, err)) {
      String words = spec.qualifiedName().replaceFirst("^kata ?", "");
      err.println("See " + kit(spec).typed((words + " --help").strip()));
    }
    return CommandLine.ExitCode.USAGE;
  }

  /** Names the command that was meant; never one that takes work away because of a mistake. */
  private static String noSuchCommand(CommandLine kata, String typed) {
    Kit kit = kit(kata.getCommandSpec());
    if (typed.equals("prev") || typed.equals("previous")) {
      return "There is no command '%s'. Did you mean %s? It lists what was before."
          .formatted(typed, kit.typed("list --steps"));
    }
    if (typed.equals("next")) {
      return "There is no command 'next': %s alone says what is next.".formatted(kit.command());
    }
    Set<String> words = new TreeSet<>(kata.getSubcommands().keySet());
    words.remove("reset");
    words.addAll(HABITS.keySet());
    String guess =
        Similar.to(typed, words)
            .map(word -> HABITS.getOrDefault(word, word))
            .map(word -> " Did you mean %s?".formatted(kit.typed(word)))
            .orElse("");
    return "There is no command '%s'.%s All of them: %s"
        .formatted(typed, guess, kit.typed("--help"));
  }

  /** Why a file could not be used, for a person. */
  static String sentence(FileSystemException problem) {
    String file = problem.getFile();
    if (problem instanceof AccessDeniedException) {
      return "There is no permission to read or write %s.".formatted(file);
    }
    if (problem instanceof NoSuchFileException) {
      return "%s is not there.".formatted(file);
    }
    return "%s cannot be read or written%s."
        .formatted(file, problem.getReason() == null ? "" : ": " + problem.getReason());
  }

  private static int refuse(Exception exception, CommandLine command, ParseResult parsed)
      throws Exception {
    if (exception instanceof Refusal) {
      command.getErr().println(exception.getMessage());
    } else if (exception instanceof FileSystemException file) {
      command.getErr().println(sentence(file));
    } else if (exception instanceof UncheckedIOException unchecked
        && unchecked.getCause() instanceof FileSystemException file) {
      command.getErr().println(sentence(file));
    } else {
      throw exception;
    }
    return CommandLine.ExitCode.USAGE;
  }
}
