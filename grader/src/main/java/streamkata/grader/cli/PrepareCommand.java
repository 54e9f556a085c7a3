package streamkata.grader.cli;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Refusal;

/** {@code kata prepare}. */
@Command(name = "prepare", description = "Downloads what Maven needs for a day without network.")
final class PrepareCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Kit kit = Kata.kit(spec);
    String maven = File.separatorChar == '/' ? "mvn" : "mvn.cmd";
    // What is half written does not compile, and is no reason to stop.
    Process process =
        new ProcessBuilder(
                List.of(
                    maven,
                    "-q",
                    "-B",
                    "-DskipTests",
                    "-Dmaven.compiler.failOnError=false",
                    "package"))
            .directory(kit.home().toFile())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new Refusal("Maven could not get all that it needs; it says why, above.");
    }
    spec.commandLine()
        .getOut()
        .println(
            "All is here: without network, type mvn -o test, mvn -o -DskipTests package, or any command of kata.");
    return 0;
  }
}
