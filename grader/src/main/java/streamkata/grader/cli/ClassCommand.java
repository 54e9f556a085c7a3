package streamkata.grader.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kata class}. */
@Command(
    name = "class",
    description = "Grades what a class has handed in: one page, one file.",
    footer = {
      "",
      "For other graders: kata export writes a result as they want it, kata bundle",
      "packs the kit for them. grader/CLASS.md says more."
    },
    subcommands = {ClassGradeCommand.class, ClassCollectCommand.class, ClassDemoCommand.class})
final class ClassCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
