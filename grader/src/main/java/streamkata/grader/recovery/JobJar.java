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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import streamkata.common.job.LabJob;
import streamkata.grader.kit.Refusal;
import streamkata.grader.process.ChildJvm;
import streamkata.grader.program.SourceCompiler;
import streamkata.grader.submission.LabSource;
import streamkata.grader.submission.SourceText;

/**
 * The program of a lab, packed as it is submitted to a cluster: its classes and those of {@code
 * common}, without Flink.
 *
 * @param path the file
 * @param mainClass the class to run
 */
record JobJar(Path path, String mainClass) {

  private static final Pattern MAIN = Pattern.compile("\\bstatic\\s+void\\s+main\\s*\\(");

  /**
   * Compiles and packs a lab.
   *
   * @param source the source of its class
   * @param directory an existing directory for the jar and its classes
   * @throws Refusal if it does not compile, or has no {@code main}
   */
  static JobJar pack(LabSource source, Path directory) throws IOException {
    if (!MAIN.matcher(SourceText.of(Files.readAllBytes(source.file())).text()).find()) {
      throw new Refusal(
          "%s has no method main(String[]), which is what Flink runs.".formatted(source.file()));
    }
    Path classes = Files.createDirectories(directory.resolve("classes"));
    try (SourceCompiler compiler = new SourceCompiler(ChildJvm.inheritedClassPath())) {
      List<String> errors = source.compile(compiler, classes);
      if (!errors.isEmpty()) {
        throw new Refusal("It does not compile.\n" + String.join("\n", errors));
      }
    }
    Path jar = directory.resolve("job.jar");
    Files.deleteIfExists(jar);
    try (FileSystem content = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      copy(classes, content.getPath("/"));
      copyCommon(content.getPath("/"));
    }
    return new JobJar(jar, source.className());
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
