package streamkata.grader.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.process.ChildJvm;
import streamkata.grader.process.LabRun;

/** {@code kata example}. An example is run as a lab is, from the package {@code learn}. */
@Command(name = "example", description = "Runs a small program of exercises/learn/api.md.")
final class ExampleCommand implements Callable<Integer> {

  private static final String PACKAGE = "learn";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Its name, such as CountScans.")
  private String name;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Kit kit = Kata.kit(spec);
    Lab example = new Lab("", name, PACKAGE, name, Object.class, Object.class, List.of());
    List<String> names = names(kit.exercise(example).getParent());
    if (!names.contains(name)) {
      throw new Refusal(
          "There is no example '%s'. The examples are: %s."
              .formatted(name, String.join(", ", names)));
    }
    return new LabRun(kit, Kit.EXERCISES, example)
        .run(ChildJvm.inheritedOptions(), List.of(), spec.commandLine().getErr(), Optional.empty());
  }

  /** The classes that have a main. */
  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(ExampleCommand::hasMain)
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .sorted()
          .toList();
    }
  }

  private static boolean hasMain(Path file) {
    try {
      return Files.readString(file).contains("public static void main(");
    } catch (IOException e) {
      return false;
    }
  }
}
