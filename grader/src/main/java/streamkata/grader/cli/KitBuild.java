package streamkata.grader.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Whether the kit has to be built again, for {@code kata.cmd}, which cannot tell by itself. */
final class KitBuild {

  private KitBuild() {}

  /** Whether a pom or a source file of the kit is newer than the last build. */
  static boolean isStale(Path home) {
    long built = home.resolve("grader/target/kata.built").toFile().lastModified();
    return Stream.of(
            "pom.xml",
            "common/pom.xml",
            "exercises/pom.xml",
            "solutions/pom.xml",
            "grader/pom.xml",
            "common/src/main",
            "grader/src/main")
        .flatMap(place -> tree(home.resolve(place)))
        .anyMatch(file -> file.toFile().lastModified() > built);
  }

  private static Stream<Path> tree(Path place) {
    try {
      return Files.walk(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
