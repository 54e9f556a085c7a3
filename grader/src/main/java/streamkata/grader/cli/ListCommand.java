package streamkata.grader.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kata list}. */
@Command(name = "list", description = "Lists the labs: points and state.")
final class ListCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(names = "--steps", description = "The steps before the labs, one by one.")
  private boolean steps;

  @Override
  public void run() {
    KitProgress learner = KitProgress.of(spec);
    spec.commandLine().getOut().println(steps ? learner.steps() : learner.table());
  }
}
