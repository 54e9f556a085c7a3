package streamkata.grader.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kata class}. */
@Command(
    name = "class",
    description = "Grades a class: what all have handed in, with one page and one file of points.",
    subcommands = {ClassGradeCommand.class, ClassDemoCommand.class})
final class ClassCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
