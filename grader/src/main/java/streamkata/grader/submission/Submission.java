package streamkata.grader.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.util.ChildFirstClassLoader;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.kit.TemporaryFolder;
import streamkata.grader.wire.Contract;

/**
 * The code that is graded: a module of the kit, a folder of classes, a jar, or a folder of sources.
 */
public final class Submission implements AutoCloseable {

  private static final String[] PARENT_FIRST =
      CoreOptions.getParentFirstLoaderPatterns(
          new Configuration()
              .set(
                  CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL,
                  Implementation.PARENT_FIRST));

  private final String rootPackage;
  private final TemporaryFolder instrumented;
  private final Path classes;
  private final Map<String, List<String>> compileErrors;

  private Submission(
      String rootPackage, TemporaryFolder instrumented, Map<String, List<String>> compileErrors) {
    this.rootPackage = rootPackage;
    this.instrumented = instrumented;
    this.classes = instrumented.path();
    this.compileErrors = compileErrors;
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
        .orElseGet(() -> of(selection.kit(), selection.implementation()));
  }

  /**
   * A module of the kit: its compiled classes where they are up to date, and otherwise its sources.
   *
   * @param kit where it is
   * @param implementation which module
   */
  public static Submission of(Kit kit, String implementation) {
    SourceTree sources = new SourceTree(kit.sources(implementation));
    Path classes = kit.classes(implementation);
    String rootPackage = Kit.rootPackage(implementation);
    return isUpToDate(classes, sources)
        ? ofClasses(rootPackage, classes, Map.of())
        : ofSources(rootPackage, sources);
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
        return ofClasses(rootPackage, jar.getPath("/"), Map.of());
      } catch (IOException | RuntimeException e) {
        if (e instanceof LabMistake mistake) {
          throw mistake;
        }
        throw new Refusal(
            "The submission %s is neither a folder nor a readable jar.".formatted(path));
      }
    }
    Optional<SourceTree> sources = SourceTree.in(path);
    if (sources.isPresent()) {
      return ofSources(rootPackage, sources.get());
    }
    if (!new SourceTree(path).files(".class").isEmpty()) {
      return ofClasses(rootPackage, path, Map.of());
    }
    throw new Refusal("The submission %s holds neither .java nor .class files.".formatted(path));
  }

  /**
   * One lab, compiled from its sources and from whatever they refer to.
   *
   * @param compiler what compiles
   */
  public static Submission of(SourceCompiler compiler, LabSource source) {
    try (TemporaryFolder compiled = new TemporaryFolder("classes")) {
      List<String> errors = source.compile(compiler, compiled.path());
      return ofClasses(
          source.rootPackage(),
          compiled.path(),
          errors.isEmpty() ? Map.of() : Map.of(source.packageName(), errors));
    }
  }

  /**
   * The package that the classes of a lab are in.
   *
   * @return the name of the package
   */
  public String packageOf(Lab lab) {
    return rootPackage + "." + lab.packageName();
  }

  /**
   * Whether there is anything of a lab.
   *
   * @return whether its package has classes, or sources that do not compile
   */
  public boolean has(Lab lab) {
    return compileErrors.containsKey(packageOf(lab))
        || !new SourceTree(classes.resolve(packageOf(lab).replace('.', '/')))
            .files(".class")
            .isEmpty();
  }

  /**
   * Why a lab does not compile.
   *
   * @return what the compiler says, one text for each error with file, line and caret; empty if it
   *     compiles
   */
  public List<String> compileErrors(Lab lab) {
    return compileErrors.getOrDefault(packageOf(lab), List.of());
  }

  /**
   * Loads the implementation of a lab in a class loader of its own.
   *
   * @throws LabMistake if its sources do not compile
   */
  public Implementation implementation(Lab lab) {
    List<String> errors = compileErrors(lab);
    if (!errors.isEmpty()) {
      throw new LabMistake("It does not compile.\n" + String.join("\n", errors));
    }
    try {
      URL url = classes.toUri().toURL();
      ClassLoader loader =
          new ChildFirstClassLoader(
              new URL[] {url}, Submission.class.getClassLoader(), PARENT_FIRST, error -> {});
      return new Implementation(
          packageOf(lab) + "." + lab.className(),
          Contract.of(lab.contract()),
          loader,
          List.of(url));
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isUpToDate(Path classes, SourceTree sources) {
    return sources.files(".java").stream()
        .filter(source -> !source.endsWith("package-info.java"))
        .allMatch(
            source -> {
              String relative = sources.folder().relativize(source).toString();
              Path compiled = classes.resolve(relative.replaceAll("\\.java$", ".class"));
              return Files.exists(compiled)
                  && compiled.toFile().lastModified() >= source.toFile().lastModified();
            });
  }

  /** Deletes the files of this submission; nothing can be loaded from it any more. */
  @Override
  public void close() {
    instrumented.close();
  }

  private static Submission ofSources(String rootPackage, SourceTree sources) {
    try (SourceCompiler compiler = new SourceCompiler();
        TemporaryFolder compiled = new TemporaryFolder("classes")) {
      Map<String, List<String>> broken = compile(compiler, sources, compiled.path());
      return ofClasses(rootPackage, compiled.path(), broken);
    }
  }

  /** Compiles what can be compiled; returns the errors by package. */
  private static Map<String, List<String>> compile(
      SourceCompiler compiler, SourceTree sources, Path target) {
    List<Path> files = new ArrayList<>(sources.files(".java"));
    Map<String, List<String>> broken = new HashMap<>();
    while (!files.isEmpty()) {
      List<SourceCompiler.CompileError> errors = compiler.compile(files, Optional.empty(), target);
      if (errors.isEmpty()) {
        break;
      }
      for (SourceCompiler.CompileError error : errors) {
        broken
            .computeIfAbsent(packageOf(error.file()), name -> new ArrayList<>())
            .add(error.text());
      }
      if (!files.removeIf(file -> broken.containsKey(packageOf(file)))) {
        break;
      }
    }
    return broken;
  }

  private static String packageOf(Path source) {
    return source == null ? "" : SourceTree.packageOf(source);
  }

  private static Submission ofClasses(
      String rootPackage, Path classes, Map<String, List<String>> compileErrors) {
    TemporaryFolder instrumented = new TemporaryFolder("classes");
    for (Path file : new SourceTree(classes).files("")) {
      String name = classes.relativize(file).toString();
      if (belongsToTheKit(name)) {
        continue;
      }
      try {
        Path target = instrumented.path().resolve(name);
        Files.createDirectories(target.getParent());
        byte[] content = Files.readAllBytes(file);
        Files.write(target, name.endsWith(".class") ? Instrumenter.instrument(content) : content);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Submission(rootPackage, instrumented, compileErrors);
  }

  private static boolean belongsToTheKit(String file) {
    String name = file.replace('/', '.').replace('\\', '.');
    return Stream.of(PARENT_FIRST).anyMatch(name::startsWith);
  }
}
