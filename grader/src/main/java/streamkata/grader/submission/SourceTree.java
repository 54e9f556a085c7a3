package streamkata.grader.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of sources or classes, and of folders of them.
 *
 * @param folder the folder; it need not exist
 */
record SourceTree(Path folder) {

  /** Where the sources are in something handed in, which may be a module or a checkout. */
  static Optional<SourceTree> in(Path submission) {
    for (String place : List.of("exercises/src/main/java", "src/main/java")) {
      if (Files.isDirectory(submission.resolve(place))) {
        return Optional.of(new SourceTree(submission.resolve(place)));
      }
    }
    return Optional.of(new SourceTree(submission)).filter(tree -> !tree.files(".java").isEmpty());
  }

  /** The files whose names end like that, in the order of their names. */
  List<Path> files(String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The package that a source file declares; empty if it declares none. */
  static String packageOf(Path source) {
    try {
      return SourceText.of(Files.readAllBytes(source)).packageName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
