package streamkata.grader.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import streamkata.grader.kit.Kit;

/**
 * Whether the kit has to be built again: for {@code kata.cmd}, which cannot tell by itself. The
 * script {@code kata} can, and looks at the same places.
 */
final class KitBuild {

  private KitBuild() {}

  /**
   * Whether a pom or a source file of the kit is another one than when it was built. The launcher
   * leaves an empty file after a build; what was built is then written into it.
   */
  static boolean isStale(Kit kit) {
    Path built = kit.target().resolve("kata.built");
    try {
      if (Files.notExists(built)) {
        return true;
      }
      String now = fingerprint(kit);
      String then = Files.readString(built);
      if (then.isEmpty()) {
        Files.writeString(built, now);
        return false;
      }
      return !then.equals(now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fingerprint(Kit kit) throws IOException {
    CRC32 sum = new CRC32();
    for (String place : Files.readAllLines(kit.buildInputs())) {
      for (Path file : files(kit.home().resolve(place))) {
        sum.update(kit.relative(file).toString().getBytes(StandardCharsets.UTF_8));
        sum.update(Files.readAllBytes(file));
      }
    }
    return Long.toHexString(sum.getValue());
  }

  private static List<Path> files(Path place) throws IOException {
    try (Stream<Path> tree = Files.walk(place)) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
