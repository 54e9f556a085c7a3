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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.util.ChildFirstClassLoader;
import streamkata.grader.kit.Lab;
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

  private static final Pattern PACKAGE =
      Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);

  private final Path origin;
  private final String rootPackage;
  private final Optional<Path> sources;
  private final TemporaryDirectory instrumented;
  private final Path classes;
  private final Map<String, List<String>> compileErrors;

  private Submission(
      Path origin,
      String rootPackage,
      Optional<Path> sources,
      TemporaryDirectory instrumented,
      Map<String, List<String>> compileErrors) {
    this.origin = origin;
    this.rootPackage = rootPackage;
    this.sources = sources;
    this.instrumented = instrumented;
    this.classes = instrumented.path();
    this.compileErrors = compileErrors;
  }

  /**
   * A module of the kit: its compiled classes where they are up to date, and otherwise its sources.
   *
   * @param module the folder of the module
   * @param rootPackage the package that its labs are in
   * @return the submission
   */
  public static Submission ofModule(Path module, String rootPackage) {
    Path sources = module.resolve("src/main/java");
    Path classes = module.resolve("target/classes");
    return isUpToDate(classes, sources)
        ? ofClasses(module, rootPackage, Optional.of(sources), classes)
        : ofSources(module, rootPackage, sources);
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
      try (FileSystem jar = FileSystems.newFileSystem(path)) {
        return ofClasses(path, rootPackage, Optional.empty(), jar.getPath("/"));
      } catch (IOException | RuntimeException e) {
        if (e instanceof LabMistake mistake) {
          throw mistake;
        }
        throw new LabMistake(
            "The submission %s is neither a folder nor a readable jar.".formatted(path));
      }
    }
    for (String place : List.of("exercises/src/main/java", "src/main/java")) {
      if (Files.isDirectory(path.resolve(place))) {
        return ofSources(path, rootPackage, path.resolve(place));
      }
    }
    if (!files(path, ".java").isEmpty()) {
      return ofSources(path, rootPackage, path);
    }
    if (!files(path, ".class").isEmpty()) {
      return ofClasses(path, rootPackage, Optional.empty(), path);
    }
    throw new LabMistake("The submission %s holds neither .java nor .class files.".formatted(path));
  }

  /**
   * One lab of a module of the kit, compiled from its sources and from whatever they refer to.
   *
   * @param compiler what compiles
   * @param module the folder of the module
   * @param rootPackage the package that its labs are in
   * @param lab the lab
   * @return the submission
   */
  public static Submission ofLab(
      SourceCompiler compiler, Path module, String rootPackage, Lab lab) {
    try (TemporaryDirectory compiled = new TemporaryDirectory()) {
      List<String> errors = compileLab(compiler, module, rootPackage, lab, compiled.path());
      return ofClasses(
          module,
          rootPackage,
          Optional.of(module.resolve("src/main/java")),
          compiled.path(),
          errors.isEmpty() ? Map.of() : Map.of(rootPackage + "." + lab.packageName(), errors));
    }
  }

  /**
   * Compiles one lab of a module from its sources and from whatever they refer to.
   *
   * @param compiler what compiles
   * @param module the folder of the module
   * @param rootPackage the package that its labs are in
   * @param lab the lab
   * @param target the folder for the class files
   * @return what the compiler says, as {@link #compileErrors} does
   */
  public static List<String> compileLab(
      SourceCompiler compiler, Path module, String rootPackage, Lab lab, Path target) {
    Path sources = module.resolve("src/main/java");
    String packageName = rootPackage + "." + lab.packageName();
    List<Path> files = files(sources.resolve(packageName.replace('.', '/')), ".java");
    return compiler.compile(files, Optional.of(sources), target).stream()
        .map(SourceCompiler.CompileError::text)
        .toList();
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
   * The package that the classes of a lab are in.
   *
   * @param lab the lab
   * @return the name of the package
   */
  public String packageOf(Lab lab) {
    return rootPackage + "." + lab.packageName();
  }

  /**
   * Whether there is anything of a lab.
   *
   * @param lab the lab
   * @return whether its package has classes, or sources that do not compile
   */
  public boolean has(Lab lab) {
    return compileErrors.containsKey(packageOf(lab))
        || !files(classes.resolve(packageOf(lab).replace('.', '/')), ".class").isEmpty();
  }

  /**
   * Why a lab does not compile.
   *
   * @param lab the lab
   * @return what the compiler says, one text for each error with file, line and caret; empty if it
   *     compiles
   */
  public List<String> compileErrors(Lab lab) {
    return compileErrors.getOrDefault(packageOf(lab), List.of());
  }

  /**
   * The source file of a lab's class.
   *
   * @param lab the lab
   * @return the file, if this submission has sources and the file exists
   */
  public Optional<Path> sourceOf(Lab lab) {
    String fileName = lab.className() + ".java";
    return sources.stream()
        .flatMap(root -> files(root, fileName).stream())
        .filter(file -> file.getFileName().toString().equals(fileName))
        .filter(file -> packageOf(file).equals(packageOf(lab)))
        .findFirst();
  }

  /**
   * Loads the implementation of a lab in a class loader of its own.
   *
   * @param lab the lab
   * @return the implementation
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

  private static boolean isUpToDate(Path classes, Path sources) {
    return files(sources, ".java").stream()
        .filter(source -> !source.endsWith("package-info.java"))
        .allMatch(
            source -> {
              String relative = sources.relativize(source).toString();
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

  private static Submission ofSources(Path origin, String rootPackage, Path sources) {
    try (SourceCompiler compiler = new SourceCompiler();
        TemporaryDirectory compiled = new TemporaryDirectory()) {
      Map<String, List<String>> broken = compile(compiler, sources, compiled.path());
      return ofClasses(origin, rootPackage, Optional.of(sources), compiled.path(), broken);
    }
  }

  /** Compiles what can be compiled; returns the errors by package. */
  private static Map<String, List<String>> compile(
      SourceCompiler compiler, Path sources, Path target) {
    List<Path> files = new ArrayList<>(files(sources, ".java"));
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
    if (source == null) {
      return "";
    }
    try {
      Matcher declaration = PACKAGE.matcher(Files.readString(source));
      return declaration.find() ? declaration.group(1) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Submission ofClasses(
      Path origin, String rootPackage, Optional<Path> sources, Path classes) {
    return ofClasses(origin, rootPackage, sources, classes, Map.of());
  }

  private static Submission ofClasses(
      Path origin,
      String rootPackage,
      Optional<Path> sources,
      Path classes,
      Map<String, List<String>> compileErrors) {
    TemporaryDirectory instrumented = new TemporaryDirectory();
    for (Path file : files(classes, "")) {
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
    return new Submission(origin, rootPackage, sources, instrumented, compileErrors);
  }

  private static boolean belongsToTheKit(String file) {
    String name = file.replace('/', '.').replace('\\', '.');
    return Stream.of(PARENT_FIRST).anyMatch(name::startsWith);
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
