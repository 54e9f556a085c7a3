package streamkata.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;

/**
 * Programs that somebody could have written, right and wrong: those that the kit is tested with.
 */
final class Corpus {

  private final Kit kit;
  private final Path folder;

  /**
   * Opens it.
   *
   * @throws Refusal if it is not part of this copy of the kit
   */
  Corpus(Kit kit) {
    this.kit = kit;
    this.folder = kit.home().resolve("grader/src/test/submissions");
    if (!Files.isDirectory(folder) || !Files.isDirectory(kit.sources(Kit.SOLUTIONS))) {
      throw new Refusal(
          "A class for demonstration is made from %s and the solutions, and this copy of the kit has not both."
              .formatted(kit.relative(folder)));
    }
  }

  /** A right program. */
  String right(Lab lab, Random random) throws IOException {
    List<Path> files = files(lab, "correct");
    int pick = random.nextInt(files.size() + 3);
    return pick < files.size()
        ? Files.readString(files.get(pick))
        : Files.readString(kit.solution(lab))
            .replace(Kit.rootPackage(Kit.SOLUTIONS), Kit.rootPackage(Kit.EXERCISES));
  }

  /** A wrong program. */
  String wrong(Lab lab, Random random) throws IOException {
    List<Path> files = files(lab, "wrong");
    return files.isEmpty()
        ? untouched(lab)
        : Files.readString(files.get(random.nextInt(files.size())));
  }

  /** What nobody has begun. */
  String untouched(Lab lab) throws IOException {
    return Files.readString(kit.skeleton(lab));
  }

  private List<Path> files(Lab lab, String kind) throws IOException {
    Path ofLab = folder.resolve(lab.id()).resolve(kind);
    if (!Files.isDirectory(ofLab)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(ofLab)) {
      return files.sorted().toList();
    }
  }
}
