package streamkata.grader.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import streamkata.grader.kit.OwnClasses;

/**
 * The classes of a stage as its JVM has them in memory (class-data sharing), in a file: a JVM that
 * maps it need not load them one by one. The first stage that ends by itself makes it. The name of
 * the file has all that it depends on, and the JVM does not use one that does not fit; without it,
 * all goes the same way, only slower. It has the classes of the programs that were played, too, so
 * in a sandbox none but our own may be played for it, and none that must not be seen.
 *
 * @param file where it is, if it is there
 * @param sandboxed whether it is of stages in a sandbox, where paths are others
 */
record ClassArchive(Path file, boolean sandboxed) {

  private static final String OUTSIDE = "stage-%s.jsa";
  private static final String INSIDE = "sandboxed-stage-%s.jsa";
  private static final String FILE_INSIDE = "/kata/classes.jsa";
  private static final String FOLDER_INSIDE = "/kata/archive";

  /**
   * The archive of stages that run with this JVM and these jars.
   *
   * @param home the jars
   * @param directory an existing directory, for the file
   * @param sandboxed whether they are in a sandbox
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
      return new ClassArchive(
          directory.toAbsolutePath().resolve(name(sandboxed).formatted(OwnClasses.hash(depends))),
          sandboxed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(boolean sandboxed) {
    return sandboxed ? INSIDE : OUTSIDE;
  }

  /** Whether it was made. */
  boolean exists() {
    return Files.exists(file);
  }

  /** The option of a JVM that uses it. */
  String toUse() {
    return "-XX:SharedArchiveFile=" + (sandboxed ? FILE_INSIDE : file);
  }

  /** What a sandbox must show to a JVM that uses it. */
  List<String> shown() {
    return Sandbox.shows(file, FILE_INSIDE);
  }

  /** The option of a JVM that writes what may become the archive when it ends. */
  String toWrite(Path part) {
    return "-XX:ArchiveClassesAtExit="
        + (sandboxed ? FOLDER_INSIDE + "/" + part.getFileName() : part);
  }

  /** What a sandbox must lend to a JVM that writes such a part. */
  List<String> lent(Path part) {
    return Sandbox.lends(part.getParent(), FOLDER_INSIDE);
  }

  /** A file that nobody else writes to; it is not there yet. */
  Path newPart() {
    return file.resolveSibling(
        "%s.%d-%d".formatted(file.getFileName(), ProcessHandle.current().pid(), System.nanoTime()));
  }

  /**
   * A file that is not there yet, where somebody without rights can write it.
   *
   * @param folder an existing folder
   */
  static Path newPart(Path folder) throws IOException {
    Path open = Files.createDirectory(folder.resolve("archive"));
    open.toFile().setReadable(true, false);
    open.toFile().setExecutable(true, false);
    open.toFile().setWritable(true, false);
    return open.resolve("classes.jsa");
  }

  /** What was written is the archive from now on, and those of other jars are deleted. */
  void publish(Path part) throws IOException {
    try (DirectoryStream<Path> others =
        Files.newDirectoryStream(file.getParent(), name(sandboxed).formatted("*"))) {
      for (Path other : others) {
        deleteUnlessInUse(other);
      }
    }
    Path here = newPart();
    Files.move(part, here);
    here.toFile().setReadable(true, false);
    Files.move(here, file, StandardCopyOption.REPLACE_EXISTING);
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
