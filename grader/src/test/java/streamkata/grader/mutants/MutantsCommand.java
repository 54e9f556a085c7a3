package streamkata.grader.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Trust;
import streamkata.grader.labs.Course;
import streamkata.grader.process.ChildJvm;
import streamkata.grader.process.ProcessStages;
import streamkata.grader.process.ProgramOutput;
import streamkata.grader.program.SourceCompiler;

/** What {@code mvn process-test-classes -Pmutants} runs. */
public final class MutantsCommand {

  @Option(names = "--lab", description = "The id of a lab; without it, all labs.")
  private String lab;

  @Option(
      names = "--only",
      description = "A part of a key, without spaces, such as the name of a program.")
  private String part = "";

  @Option(names = "--sample", description = "How many mutants are drawn; without it, all.")
  private int sample = Integer.MAX_VALUE;

  @Option(names = "--seed", description = "Decides which are drawn.")
  private long seed;

  private MutantsCommand() {}

  /**
   * Makes mutants of the right programs, and plays those that are not listed as equivalent.
   *
   * @param args the folder of the kit, the options for the JVMs of stages, and those of the
   *     command, each with spaces between them; Maven makes null of an empty argument
   * @throws Refusal if one survived
   * @throws IOException if a file cannot be written
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    MutantsCommand command = new MutantsCommand();
    new CommandLine(command).parseArgs(words(args[2]));
    command.run(new Kit(Path.of(args[0])), List.of(args[1].split(" ")));
  }

  private static String[] words(String text) {
    return text == null || text.isBlank() ? new String[0] : text.strip().split(" +");
  }

  private void run(Kit kit, List<String> options) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Equivalents equivalents = Equivalents.read();
    List<Mutant> mutants = mutants(kit);
    List<Mutant> unlisted = mutants.stream().filter(mutant -> !equivalents.has(mutant)).toList();
    Path directory = Files.createDirectories(kit.target().resolve("mutants"));
    MutantTable table;
    try (ProgramOutput output = new ProgramOutput(directory.resolve("output.log"));
        ProcessStages some = stages(directory, options, output);
        ProcessStages others = stages(directory, options, output);
        ProgressBar bar = bar(unlisted.size())) {
      List<Fate> fates =
          new MutantRunner(List.of(some, others)).play(unlisted, fate -> tell(fate, bar));
      table = new MutantTable(fates, mutants.stream().filter(equivalents::has).toList());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    String text =
        "%s%n%n%d min %d s".formatted(table.text(), took.toMinutes(), took.toSecondsPart());
    Files.writeString(directory.resolve("mutants.txt"), text);
    System.out.println(text);
    if (table.open().findAny().isPresent()) {
      throw new Refusal(table.open().count() + " mutants were not killed.");
    }
  }

  private static ProcessStages stages(Path directory, List<String> options, ProgramOutput output) {
    return new ProcessStages(
        directory,
        options,
        Duration.ofSeconds(MutantRunner.LIMIT),
        Trust.OWN,
        false,
        directory.resolve("flink.log"),
        output);
  }

  private List<Mutant> mutants(Kit kit) {
    List<Lab> labs = lab == null ? Course.ALL.labs().all() : List.of(Course.ALL.labs().byId(lab));
    try (SourceCompiler compiler = new SourceCompiler(ChildJvm.inheritedClassPath())) {
      List<Mutant> all =
          labs.stream()
              .flatMap(one -> RightProgram.of(kit, one, compiler).stream())
              .flatMap(program -> program.mutants().stream())
              .filter(mutant -> mutant.key().contains(part))
              .collect(Collectors.toCollection(ArrayList::new));
      if (sample < all.size()) {
        Collections.shuffle(all, new Random(seed));
        return all.subList(0, sample);
      }
      return all;
    }
  }

  private static void tell(Fate fate, ProgressBar bar) {
    bar.step();
    if (!fate.isKilled()) {
      System.out.println(MutantTable.complaint(fate));
    }
  }

  private static ProgressBar bar(int mutants) {
    ProgressBarBuilder bar =
        new ProgressBarBuilder()
            .setTaskName("mutants")
            .setInitialMax(mutants)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .clearDisplayOnFinish();
    if (System.console() == null) {
      bar.setConsumer(new DelegatingProgressBarConsumer(text -> {}));
    }
    return bar.build();
  }
}
