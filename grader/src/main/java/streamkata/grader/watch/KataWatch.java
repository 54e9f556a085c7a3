package streamkata.grader.watch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Selection;
import streamkata.grader.process.ChildJvm;
import streamkata.grader.process.ProcessStages;
import streamkata.grader.process.ProgramOutput;

/** Watches on the terminal of this process. */
public final class KataWatch {

  /** Enough for the kit's own programs; a stage that stays for long takes no more. */
  private static final String MEMORY = "-Xmx384m";

  private static final int USUAL_COLUMNS = 80;

  private KataWatch() {}

  /**
   * How many characters a line of the terminal of this process has.
   *
   * @return the number; 80 where there is no terminal
   */
  public static int columns() {
    return Terminal.columns().orElse(USUAL_COLUMNS);
  }

  /**
   * Watches until the learner quits. What this JVM prints from now on goes to a file.
   *
   * @param selection whose labs, and how to grade
   * @param lab the lab to begin with; otherwise the first that is not complete
   * @throws IOException if the folder for logs cannot be made
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static void start(Selection selection, Optional<Lab> lab)
      throws IOException, InterruptedException {
    PrintStream out = System.out;
    Path logs = Files.createDirectories(selection.kit().target());
    ProgramOutput output = new ProgramOutput(logs.resolve("output.log"));
    output.takeOver();
    List<String> options = new ArrayList<>(List.of(MEMORY));
    options.addAll(ChildJvm.inheritedOptions());
    Path sources = selection.kit().sources(selection.implementation());
    try (Terminal terminal = Terminal.open();
        ProcessStages stages =
            new ProcessStages(
                logs,
                options,
                selection.limit(),
                selection.trust(),
                false,
                logs.resolve("flink.log"),
                output)) {
      stages.prepare(1);
      boolean colours = terminal.isReal() && System.getenv("NO_COLOR") == null;
      Screen screen = new Screen(terminal.out(out), terminal.isReal(), colours, terminal::size);
      Watch watch = new Watch(selection, stages, output, screen);
      terminal.onResize(screen::again);
      try (SourceFolder folder = new SourceFolder(sources, watch::saved)) {
        folder.watch();
        terminal.read(
            System.in,
            key -> {
              if (key == 'm') {
                screen.more();
              } else {
                watch.pressed(key);
              }
            },
            watch::inputEnded);
        watch.run(lab);
      }
    }
  }
}
