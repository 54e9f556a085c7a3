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
 * @param name what all of its kind are called, with a place for what it depends on
 */
record ClassArchive(Path file, String name) {

  private static final String NAME = "stage-%s.jsa";
  private static final String NAME_IN_SANDBOX = "sandbox-%s.jsa";

  /**
   * The archive of stages that run with this JVM and these jars.
   *
   * @param home the jars
   * @param directory an existing directory, for the file
   * @param sandboxed whether they run in a sandbox, where the same jars are at other places
   */
  static ClassArchive of(StageHome home, Path directory, boolean sandboxed) {
    try {
      Map<String, byte[]> depends = new TreeMap<>();
      depends.put("jvm", text(System.getProperty("java.vm.version")));
      depends.put("java.home", text(System.getProperty("java.home")));
      depends.put("class path", text(home.classPathText()));
      for (Path jar : home.classPath()) {
        depends.put(jar.toString(), text(Files.size(jar) + " " + Files.getLastModifiedTime(jar)));
      }
      String name = sandboxed ? NAME_IN_SANDBOX : NAME;
      return new ClassArchive(
          directory.toAbsolutePath().resolve(name.formatted(OwnClasses.hash(depends))), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it was made. */
  boolean exists() {
    return Files.exists(file);
  }

  /** The option of a JVM that uses an archive. */
  static String toUse(String archive) {
    return "-XX:SharedArchiveFile=" + archive;
  }

  /** The option of a JVM that writes what may become the archive when it ends. */
  static String toWrite(String part) {
    return "-XX:ArchiveClassesAtExit=" + part;
  }

  /** What was written is the archive from now on, and those of other jars are deleted. */
  void publish(Path part) throws IOException {
    try (DirectoryStream<Path> others =
        Files.newDirectoryStream(file.getParent(), name.formatted("*"))) {
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
