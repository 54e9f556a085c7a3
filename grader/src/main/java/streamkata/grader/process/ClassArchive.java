package streamkata.grader.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import streamkata.grader.kit.OwnClasses;

/**
 * The classes of a stage as its JVM has them in memory (class-data sharing), in a file: a JVM that
 * maps it need not load them one by one. The first stage that ends by itself makes it. The name of
 * the file has all that it depends on, and the JVM does not use one that does not fit; without it,
 * all goes the same way, only slower.
 *
 * @param file where it is, if it is there
 */
record ClassArchive(Path file) {

  private static final String NAME = "stage-%s.jsa";

  /**
   * The archive of stages that run with this JVM and these jars.
   *
   * @param home the jars
   * @param directory an existing directory, for the file
   */
  static ClassArchive of(StageHome home, Path directory) {
    try {
      Map<String, byte[]> depends = new TreeMap<>();
      depends.put("jvm", text(System.getProperty("java.vm.version")));
      depends.put("java.home", text(System.getProperty("java.home")));
      depends.put("class path", text(home.classPathText()));
      for (Path jar : home.classPath()) {
        depends.put(jar.toString(), text(Files.size(jar) + " " + Files.getLastModifiedTime(jar)));
      }
      return new ClassArchive(
          directory.toAbsolutePath().resolve(NAME.formatted(OwnClasses.hash(depends))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it was made. */
  boolean exists() {
    return Files.exists(file);
  }

  /** The option of a JVM that uses it. */
  String toUse() {
    return "-XX:SharedArchiveFile=" + file;
  }

  /** The option of a JVM that writes what may become the archive when it ends. */
  static String toWrite(Path part) {
    return "-XX:ArchiveClassesAtExit=" + part;
  }

  /** A file that nobody else writes to; it is not there yet. */
  Path newPart() {
    return file.resolveSibling(
        "%s.%d-%d".formatted(file.getFileName(), ProcessHandle.current().pid(), System.nanoTime()));
  }

  /** What was written is the archive from now on, and those of other jars are deleted. */
  void publish(Path part) throws IOException {
    try (DirectoryStream<Path> others =
        Files.newDirectoryStream(file.getParent(), NAME.formatted("*"))) {
      for (Path other : others) {
        deleteUnlessInUse(other);
      }
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void deleteUnlessInUse(Path other) {
    try {
      Files.delete(other);
    } catch (IOException e) {
      // On Windows, a stage of another grading may have it open; the next time, then.
    }
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
