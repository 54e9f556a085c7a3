package streamkata.grader.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.wire.NamedFile;

/**
 * The code that is graded, read once: sources or class files, from a module of the kit, a folder or
 * a jar. Nothing of it is loaded here, nor run.
 */
public final class Submission {

  private final String rootPackage;
  private final boolean isSources;
  private final Map<String, Path> paths = new LinkedHashMap<>();
  private final Map<String, NamedFile> files = new LinkedHashMap<>();

  private Submission(String rootPackage, boolean isSources) {
    this.rootPackage = rootPackage;
    this.isSources = isSources;
  }

  /**
   * What is selected.
   *
   * @param selection whose code
   * @throws Refusal if there is nothing to grade
   */
  public static Submission of(Selection selection) {
    return selection
        .submission()
        .map(Submission::of)
        .orElseGet(
            () ->
                ofSources(
                    Kit.rootPackage(selection.implementation()),
                    new SourceTree(selection.kit().sources(selection.implementation()))));
  }

  /**
   * Anything that somebody handed in.
   *
   * @param path a jar, a folder of compiled classes, a folder of sources, or a module or checkout
   *     with {@code src/main/java} or {@code exercises/src/main/java}
   * @throws Refusal if there is nothing to grade at that place
   */
  public static Submission of(Path path) {
    String rootPackage = Kit.rootPackage(Kit.EXERCISES);
    if (Files.isRegularFile(path)) {
      try (FileSystem jar = FileSystems.newFileSystem(path)) {
        return ofClasses(rootPackage, new SourceTree(jar.getPath("/")));
      } catch (IOException | RuntimeException e) {
        throw new Refusal(
            "The submission %s is neither a folder nor a readable jar.".formatted(path));
      }
    }
    Optional<SourceTree> sources = SourceTree.in(path);
    if (sources.isPresent()) {
      return ofSources(rootPackage, sources.get());
    }
    Submission classes = ofClasses(rootPackage, new SourceTree(path));
    if (classes.files.isEmpty()) {
      throw new Refusal("The submission %s holds neither .java nor .class files.".formatted(path));
    }
    return classes;
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
   * The code of a lab, to be played on stages.
   *
   * @param lab the lab
   * @return the code
   */
  public LabCode codeOf(Lab lab) {
    return new LabCode(classOf(lab), isSources, List.copyOf(files.values()), paths);
  }

  private String packageOf(Lab lab) {
    return rootPackage + "." + lab.packageName();
  }

  private String classOf(Lab lab) {
    return packageOf(lab) + "." + lab.className();
  }

  private static Submission ofSources(String rootPackage, SourceTree tree) {
    Submission submission = new Submission(rootPackage, true);
    for (Path file : tree.files(".java")) {
      submission.add(submission.nameOf(file, tree), file);
    }
    return submission;
  }

  private static Submission ofClasses(String rootPackage, SourceTree tree) {
    Submission submission = new Submission(rootPackage, false);
    for (Path file : tree.files(".class")) {
      submission.add(tree.folder().relativize(file).toString().replace('\\', '/'), file);
    }
    return submission;
  }

  /** By its folder, where that is one of our packages, or else by the package that it declares. */
  private String nameOf(Path file, SourceTree tree) {
    String path = tree.folder().relativize(file).toString().replace('\\', '/');
    if (path.startsWith(rootPackage.replace('.', '/') + "/")) {
      return path;
    }
    String packageName = SourceTree.packageOf(file).replace('.', '/');
    return packageName + (packageName.isEmpty() ? "" : "/") + file.getFileName();
  }

  private void add(String name, Path file) {
    try {
      if (paths.putIfAbsent(name, file) == null) {
        files.put(name, new NamedFile(name, Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
