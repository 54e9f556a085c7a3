package streamkata.grader.recovery;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkata.common.job.LabJob;
import streamkata.grader.program.SourceCompiler;
import streamkata.grader.program.SourceCompiler.CompileError;

/**
 * The program of a lab, packed as it is submitted to a cluster: its classes and those of {@code
 * common}, without Flink.
 *
 * @param path the file
 * @param mainClass the class to run
 */
record JobJar(Path path, String mainClass) {

  private static final Pattern MAIN = Pattern.compile("\\bstatic\\s+void\\s+main\\s*\\(");
  private static final Pattern PACKAGE =
      Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);

  /**
   * Compiles and packs a lab.
   *
   * @param source the source file of its class
   * @param tree the root of the sources that this file is among
   * @param directory an existing directory for the jar and its classes
   * @return the jar
   * @throws RecoveryFailed if it does not compile, or has no {@code main}
   */
  static JobJar pack(Path source, Path tree, Path directory) throws IOException, RecoveryFailed {
    String text = Files.readString(source);
    if (!MAIN.matcher(text).find()) {
      throw new RecoveryFailed(
          "%s has no method main(String[]), which is what Flink runs.".formatted(source));
    }
    Matcher declaration = PACKAGE.matcher(text);
    String packageName = declaration.find() ? declaration.group(1) : "";
    Path classes = Files.createDirectories(directory.resolve("classes"));
    try (SourceCompiler compiler = new SourceCompiler()) {
      List<CompileError> errors =
          compiler.compile(javaFiles(source.getParent()), Optional.of(tree), classes);
      if (!errors.isEmpty()) {
        throw new RecoveryFailed(
            errors.stream()
                .map(CompileError::text)
                .collect(Collectors.joining("\n", "It does not compile.\n", "")));
      }
    }
    String className = source.getFileName().toString().replaceFirst("\\.java$", "");
    Path jar = directory.resolve("job.jar");
    Files.deleteIfExists(jar);
    try (FileSystem content = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      copy(classes, content.getPath("/"));
      copyCommon(content.getPath("/"));
    }
    return new JobJar(jar, packageName + "." + className);
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  /** Adds the classes of {@code common}, which are in a folder or, packaged, in a jar. */
  private static void copyCommon(Path target) throws IOException {
    Path common;
    try {
      common = Path.of(LabJob.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    if (Files.isDirectory(common)) {
      copy(common, target);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(common)) {
      copy(jar.getPath("/streamkata"), target.resolve("streamkata"));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
