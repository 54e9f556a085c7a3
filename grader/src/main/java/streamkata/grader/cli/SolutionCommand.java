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
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Markdown;
import streamkata.grader.kit.Refusal;

/** {@code kata solution}. */
@Command(
    name = "solution",
    description = "Shows the reference and its discussion once the lab is complete.")
final class SolutionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--spoil", description = "Show them although the lab is not complete.")
  private boolean spoil;

  @Parameters(
      paramLabel = "LAB",
      completionCandidates = LabConverter.Candidates.class,
      description = "The id of a lab.")
  private Lab lab;

  @Override
  public Integer call() throws IOException {
    KitProgress learner = KitProgress.of(spec);
    Kit kit = learner.kit();
    if (!spoil && !learner.progress().hasPassed(lab)) {
      throw new Refusal(
          "%s is still yours to solve: its solution opens when %s says complete; %s helps on, --spoil shows it now."
              .formatted(lab.id(), kit.typed("test " + lab.id()), kit.typed("hint " + lab.id())));
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Path> files =
        lab.isStep() ? List.of(kit.solution(lab)) : List.of(kit.solution(lab), kit.discussion(lab));
    for (Path file : files) {
      out.println(learner.ansi().string("@|bold " + kit.relative(file) + "|@"));
      out.println();
      String text = Files.readString(file);
      out.println(file.equals(kit.discussion(lab)) ? Markdown.plain(text) : text);
    }
    return 0;
  }
}
