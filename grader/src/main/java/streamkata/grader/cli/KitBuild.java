package streamkata.grader.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import streamkata.grader.kit.Kit;

/**
 * Whether the kit has to be built again: for {@code kata.cmd}, which cannot tell by itself. The
 * script {@code kata} can, and looks at the same places.
 */
final class KitBuild {

  private KitBuild() {}

  /** Whether a pom or a source file of the kit is newer than the last build. */
  static boolean isStale(Kit kit) {
    Path built = kit.target().resolve("kata.built");
    try {
      FileTime time =
          Files.exists(built) ? Files.getLastModifiedTime(built) : FileTime.fromMillis(0);
      for (String place : Files.readAllLines(kit.buildInputs())) {
        if (isNewer(kit.home().resolve(place), time)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNewer(Path place, FileTime than) throws IOException {
    try (Stream<Path> tree = Files.walk(place)) {
      for (Path file : (Iterable<Path>) tree::iterator) {
        if (Files.getLastModifiedTime(file).compareTo(than) > 0) {
          return true;
        }
      }
      return false;
    }
  }
}
