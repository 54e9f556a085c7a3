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
import streamkata.grader.classroom.ClassRun;
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

  /**
   * What is asked for.
   *
   * @param graded where a cluster has written what it has graded, if nothing is graded here
   * @param jobs how many hand-ins are graded at a time
   * @param onlyFaulty whether only those rows are made anew where the kit had failed
   * @param sandboxed whether programs are shut in
   */
  ClassRun.Order order(Optional<Path> graded, int jobs, boolean onlyFaulty, boolean sandboxed) {
    takeFolderFromLabs();
    return new ClassRun.Order(
        handIns,
        Optional.ofNullable(roster),
        Optional.ofNullable(gradebook),
        out == null ? Kata.kit(spec).target().resolve("class") : out,
        graded,
        jobs,
        onlyFaulty,
        sandboxed);
  }

  /** A run that makes it. */
  ClassRun run(ClassRun.Order order) {
    Kit kit = Kata.kit(spec);
    return new ClassRun(
        order, selection(kit), Course.PATH.labs(), ClassRun.references(kit, Course.PATH.labs()));
  }

  private Selection selection(Kit kit) {
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
