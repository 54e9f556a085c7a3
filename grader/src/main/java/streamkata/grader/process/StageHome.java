package streamkata.grader.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkata.common.lab.MissingSolutionException;
import streamkata.grader.kit.OwnClasses;
import streamkata.grader.stage.Stage;

/**
 * What a stage runs with: one jar of the kit's own classes that belong on a stage, and Flink. The
 * checks, their scripts and oracles are not among them, nor is anything of JUnit.
 *
 * @param classPath the jars, that of the kit first
 */
record StageHome(List<Path> classPath) {

  /** Packages of the grader that a stage needs; of {@code common} it has everything. */
  private static final List<String> ROOMS =
      List.of("streamkata/grader/stage/", "streamkata/grader/program/", "streamkata/grader/wire/");

  /** The jars that Flink needs to run a job, by the beginning of their names. */
  private static final Pattern LIBRARIES =
      Pattern.compile(
          "(flink-|asm|slf4j-|kryo|minlog|objenesis|reflectasm|chill|commons-|snakeyaml|snappy|lz4|"
              + "RoaringBitmap|javassist|frocksdbjni|async-profiler|jsr305).*\\.jar");

  /**
   * Packs the jar, if it is not there yet.
   *
   * @param classPath of this JVM, as its system property has it
   * @param directory an existing directory, for the jar
   */
  static StageHome of(String classPath, Path directory) {
    try {
      Map<String, byte[]> classes = new TreeMap<>();
      classes.putAll(OwnClasses.beside(Stage.class, ROOMS));
      classes.putAll(
          OwnClasses.beside(MissingSolutionException.class, List.of("streamkata/common/")));
      List<Path> jars = new ArrayList<>();
      jars.add(pack(classes, directory));
      Stream.of(classPath.split(File.pathSeparator))
          .map(Path::of)
          .filter(entry -> LIBRARIES.matcher(String.valueOf(entry.getFileName())).matches())
          .forEach(jars::add);
      return new StageHome(List.copyOf(jars));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String classPathText() {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** The name of the jar has the hash of its content, so there is never a stale one. */
  private static Path pack(Map<String, byte[]> classes, Path directory) throws IOException {
    Path jar = directory.resolve("stage-%s.jar".formatted(OwnClasses.hash(classes)));
    if (Files.exists(jar)) {
      return jar;
    }
    Path written = Files.createTempFile(directory, "stage-", ".part");
    try (OutputStream file = Files.newOutputStream(written);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    // In a sandbox, somebody else reads it.
    written.toFile().setReadable(true, false);
    try {
      Files.move(written, jar, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
    }
    return jar;
  }
}
