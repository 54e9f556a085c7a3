package streamkata.grader.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import streamkata.grader.export.Bundle;
import streamkata.grader.kit.Kit;
import streamkata.grader.labs.Course;

/** {@code kata bundle}. */
@Command(
    name = "bundle",
    hidden = true,
    description = "Packs the kit, so that another grader grades with it: see the README in it.")
final class BundleCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "HOST",
      completionCandidates = Hosts.class,
      description = "${COMPLETION-CANDIDATES}.")
  private String host;

  @Option(names = "--out", paramLabel = "FILE", description = "The zip; else in grader/target.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    Kit kit = Kata.kit(spec);
    Bundle bundle = new Bundle(host, kit, Course.PATH.labs().all());
    Path zip =
        (out == null ? kit.target().resolve("bundle-" + host + ".zip") : out).toAbsolutePath();
    Files.createDirectories(zip.getParent());
    bundle.write(zip);
    spec.commandLine().getOut().println("The package is " + zip + "; its README.md says the rest.");
    return 0;
  }

  /** What a shell offers. */
  static final class Hosts extends ArrayList<String> {

    private static final long serialVersionUID = 1L;

    Hosts() {
      super(Bundle.hosts());
    }
  }
}
