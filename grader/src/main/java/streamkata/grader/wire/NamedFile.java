package streamkata.grader.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file with its content.
 *
 * @param name a path with slashes, relative to a folder that both sides know
 * @param content its bytes
 */
public record NamedFile(String name, byte[] content) {

  /**
   * Reads all files below a folder.
   *
   * @param folder an existing folder
   * @return the files, by name
   * @throws IOException if one cannot be read
   */
  public static List<NamedFile> below(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      List<NamedFile> files = new ArrayList<>();
      for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        files.add(new NamedFile(name, Files.readAllBytes(file)));
      }
      return files;
    }
  }

  /**
   * Writes this file.
   *
   * @param folder an existing folder
   * @throws IOException if it cannot be written, or its name leads out of the folder
   */
  public void writeBelow(Path folder) throws IOException {
    Path target = folder.resolve(name).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("The name %s leads out of its folder.".formatted(name));
    }
    Files.createDirectories(target.getParent());
    Files.write(target, content);
  }
}
