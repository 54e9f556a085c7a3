package streamkata.grader.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import streamkata.common.lab.Lab;
import streamkata.common.lab.Labs;

/** {@code kata list}. */
@Command(name = "list", description = "Lists the labs.")
final class ListCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    for (Lab lab : Labs.all()) {
      out.printf("%-28s %3d%n", lab.id(), lab.points());
    }
  }
}
