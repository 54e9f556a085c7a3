package streamkata.grader.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;

/** What a class has handed in, and what is to come out of it. */
final class ClassOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      paramLabel = "FOLDER_OR_ARCHIVE",
      arity = "0..1",
      description = "Hand-ins as your school's system gives them.")
  private Path handIns;

  @Option(names = "--roster", paramLabel = "FILE", description = "Everyone in the class, as CSV.")
  private Path roster;

  @Option(
      names = "--into",
      paramLabel = "THEIR.csv",
      description = "A gradebook of Canvas, Moodle or Blackboard, to be filled in.")
  private Path gradebook;

  @Option(names = "--out", paramLabel = "DIR", description = "The folder for the results.")
  private Path out;

  @Option(
      names = "--lab",
      paramLabel = "ID",
      arity = "1..*",
      split = ",",
      completionCandidates = LabConverter.Candidates.class,
      description = "Some labs only.")
  private List<String> labs = List.of();

  @Option(names = "--seed", paramLabel = "N", description = "Another instance of the input.")
  private long seed = Selection.DEFAULT_SEED;

  /** The hand-ins. */
  Path handIns() {
    takeFolderFromLabs();
    return handIns;
  }

  Optional<Path> roster() {
    return Optional.ofNullable(roster);
  }

  Optional<Path> gradebook() {
    return Optional.ofNullable(gradebook);
  }

  Path out(Kit kit) {
    return out == null ? kit.target().resolve("class") : out;
  }

  /** The labs and the seed. */
  Selection selection(Kit kit) {
    return Selection.from(
        kit,
        Course.PATH.labs(),
        name ->
            switch (name) {
              case "kata.lab" ->
                  Optional.of(
                      labs.stream()
                          .map(id -> new LabConverter().convert(id))
                          .map(Lab::id)
                          .collect(Collectors.joining(",")));
              case "kata.seed" -> Optional.of(Long.toString(seed));
              default -> Optional.empty();
            });
  }

  /** After several labs the folder looks like one more. */
  private void takeFolderFromLabs() {
    if (handIns == null && labs.size() > 1 && Files.exists(Path.of(labs.get(labs.size() - 1)))) {
      handIns = Path.of(labs.get(labs.size() - 1));
      labs = labs.subList(0, labs.size() - 1);
    }
    if (handIns == null) {
      throw new Refusal(
          "Name the folder or archive of hand-ins: %s"
              .formatted(Kata.kit(spec).typed("class " + spec.name() + " FOLDER")));
    }
  }
}
