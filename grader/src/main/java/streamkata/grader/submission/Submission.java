package streamkata.grader.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import streamkata.grader.kit.Lab;
import streamkata.grader.program.LabMistake;
import streamkata.grader.wire.NamedFile;

/**
 * The code that is graded, read once: sources or class files, from a module of the kit, a folder or
 * a jar. Nothing of it is loaded here, nor run.
 */
public final class Submission {

  private static final AtomicInteger LAST_NUMBER = new AtomicInteger();
  private static final Pattern PACKAGE =
      Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);

  private final Path origin;
  private final String rootPackage;
  private final boolean isSources;
  private final Map<String, Path> paths = new LinkedHashMap<>();
  private final Map<String, NamedFile> files = new LinkedHashMap<>();

  private Submission(Path origin, String rootPackage, boolean isSources) {
    this.origin = origin;
    this.rootPackage = rootPackage;
    this.isSources = isSources;
  }

  /**
   * Sources of the kit's own folders.
   *
   * @param sources the root of the packages
   * @param rootPackage the package that its labs are in
   * @return the submission
   */
  public static Submission ofSources(Path sources, String rootPackage) {
    Submission submission = new Submission(sources, rootPackage, true);
    submission.readSources(sources);
    return submission;
  }

  /**
   * Anything that somebody handed in.
   *
   * @param path a jar, a folder of compiled classes, a folder of sources, or a module or checkout
   *     with {@code src/main/java} or {@code exercises/src/main/java}
   * @param rootPackage the package that its labs are in
   * @return the submission
   * @throws LabMistake if there is nothing to grade at that place
   */
  public static Submission of(Path path, String rootPackage) {
    if (Files.isRegularFile(path)) {
      Submission submission = new Submission(path, rootPackage, false);
      try (FileSystem jar = FileSystems.newFileSystem(path)) {
        submission.readClasses(jar.getPath("/"));
        return submission;
      } catch (IOException | RuntimeException e) {
        throw new LabMistake(
            "The submission %s is neither a folder nor a readable jar.".formatted(path));
      }
    }
    for (String place : List.of("exercises/src/main/java", "src/main/java")) {
      if (Files.isDirectory(path.resolve(place))) {
        Submission submission = new Submission(path, rootPackage, true);
        submission.readSources(path.resolve(place));
        return submission;
      }
    }
    Submission sources = new Submission(path, rootPackage, true);
    sources.readSources(path);
    if (!sources.files.isEmpty()) {
      return sources;
    }
    Submission classes = new Submission(path, rootPackage, false);
    classes.readClasses(path);
    if (!classes.files.isEmpty()) {
      return classes;
    }
    throw new LabMistake("The submission %s holds neither .java nor .class files.".formatted(path));
  }

  /**
   * Where the submission came from.
   *
   * @return a file or folder
   */
  public Path origin() {
    return origin;
  }

  /**
   * Whether there is anything of a lab.
   *
   * @param lab the lab
   * @return whether its package has files
   */
  public boolean has(Lab lab) {
    String folder = packageOf(lab).replace('.', '/') + "/";
    return files.keySet().stream().anyMatch(name -> name.startsWith(folder));
  }

  /**
   * The source file of a lab's class.
   *
   * @param lab the lab
   * @return the file, if this submission has sources and the file exists
   */
  public Optional<Path> sourceOf(Lab lab) {
    return Optional.ofNullable(paths.get(classOf(lab).replace('.', '/') + ".java"));
  }

  /**
   * The code of a lab, to be played on stages.
   *
   * @param lab the lab
   * @return the code
   */
  public LabCode codeOf(Lab lab) {
    return new LabCode(
        LAST_NUMBER.incrementAndGet(), classOf(lab), isSources, List.copyOf(files.values()), paths);
  }

  private String packageOf(Lab lab) {
    return rootPackage + "." + lab.packageName();
  }

  private String classOf(Lab lab) {
    return packageOf(lab) + "." + lab.className();
  }

  private void readSources(Path folder) {
    for (Path file : files(folder, ".java")) {
      byte[] content = read(file);
      String packageName = packageIn(content).replace('.', '/');
      String name = packageName + (packageName.isEmpty() ? "" : "/") + file.getFileName();
      add(name, file, content);
    }
  }

  private void readClasses(Path folder) {
    for (Path file : files(folder, ".class")) {
      add(folder.relativize(file).toString().replace('\\', '/'), file, read(file));
    }
  }

  private void add(String name, Path file, byte[] content) {
    paths.putIfAbsent(name, file);
    files.putIfAbsent(name, new NamedFile(name, content));
  }

  private static String packageIn(byte[] source) {
    Matcher declaration = PACKAGE.matcher(new String(source, StandardCharsets.UTF_8));
    return declaration.find() ? declaration.group(1) : "";
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder, String ending) {
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
}
