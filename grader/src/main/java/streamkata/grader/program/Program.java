package streamkata.grader.program;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.util.ChildFirstClassLoader;
import org.apache.flink.util.FileUtils;
import streamkata.grader.wire.NamedFile;
import streamkata.grader.wire.Request;

/** The code of one lab, compiled where need be, and put on a leash before any of it is loaded. */
public final class Program {

  private static final int MOST_OBJECTIONS = 5;

  private static final String[] PARENT_FIRST =
      CoreOptions.getParentFirstLoaderPatterns(
          new Configuration()
              .set(
                  CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL,
                  Implementation.PARENT_FIRST));

  private final String className;
  private final Path directory;
  private final Path classes;
  private final List<String> compileErrors;
  private final List<NamedFile> compiled;
  private final List<String> objections;

  private Program(
      String className,
      Path directory,
      Path classes,
      List<String> compileErrors,
      List<NamedFile> compiled,
      List<String> objections) {
    this.className = className;
    this.directory = directory;
    this.classes = classes;
    this.compileErrors = compileErrors;
    this.compiled = compiled;
    this.objections = objections;
  }

  /**
   * Takes the files of a submission, and makes what is to be loaded of them.
   *
   * @param load the files
   * @param compiler what compiles
   * @param directory an empty directory
   * @return the program, or why it does not compile
   * @throws IOException if a file cannot be written
   */
  public static Program load(Request.Load load, SourceCompiler compiler, Path directory)
      throws IOException {
    Path files = Files.createDirectory(directory.resolve("files"));
    Path classes = Files.createDirectory(directory.resolve("classes"));
    for (NamedFile file : load.files()) {
      file.writeBelow(files);
    }
    List<String> errors = List.of();
    Path compiled = files;
    if (load.sources()) {
      Path beside = Files.createDirectory(directory.resolve("beside"));
      for (NamedFile file : load.beside()) {
        file.writeBelow(beside);
      }
      compiled = Files.createDirectory(directory.resolve("compiled"));
      errors =
          compiler.compile(regularFiles(files), List.of(files, beside), compiled).stream()
              .map(
                  error ->
                      error
                          .text()
                          .replace(files + File.separator, "")
                          .replace(beside + File.separator, ""))
              .toList();
    }
    List<String> objections = List.of();
    if (errors.isEmpty()) {
      objections = ApiScan.objections(classFiles(compiled), load.filesAllowed());
      if (load.refuses() && !objections.isEmpty()) {
        throw new LabMistake(refusal(objections));
      }
      leash(compiled, classes);
    }
    List<NamedFile> made =
        load.sources() && errors.isEmpty() ? NamedFile.below(compiled) : List.of();
    return new Program(load.className(), directory, classes, errors, made, objections);
  }

  /**
   * Reads the rules that programs are held to when they are loaded.
   *
   * @throws LinkageError if the kit does not have them
   */
  public static void requireRules() {
    Api.reason("unknown");
  }

  /**
   * What the compiler says.
   *
   * @return one text for each error; empty if it compiles
   */
  public List<String> compileErrors() {
    return compileErrors;
  }

  /** The class files that sources were compiled to, before they were put on a leash. */
  public List<NamedFile> compiled() {
    return compiled;
  }

  /** What it uses that a stream program must not use, one text for each place. */
  public List<String> objections() {
    return objections;
  }

  /**
   * The program in a class loader of its own.
   *
   * @param contract the interface that it is to implement
   * @return the program, not yet instantiated
   * @throws IOException if its files are gone
   */
  public Implementation implementation(Class<?> contract) throws IOException {
    URL url = classes.toUri().toURL();
    ClassLoader loader =
        new ChildFirstClassLoader(
            new URL[] {url}, Program.class.getClassLoader(), PARENT_FIRST, error -> {});
    return new Implementation(className, contract, loader, List.of(url));
  }

  /** Deletes its files: nothing can be loaded of it any more. */
  public void delete() {
    FileUtils.deleteDirectoryQuietly(directory.toFile());
  }

  private static String refusal(List<String> objections) {
    int more = objections.size() - MOST_OBJECTIONS;
    return "It uses what no stream program needs, and was not run.\n"
        + objections.stream().limit(MOST_OBJECTIONS).collect(Collectors.joining("\n"))
        + (more > 0 ? "\n... and %d more".formatted(more) : "");
  }

  private static List<byte[]> classFiles(Path folder) throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (Path file : regularFiles(folder)) {
      if (file.toString().endsWith(".class")) {
        files.add(Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static void leash(Path compiled, Path classes) throws IOException {
    for (Path file : regularFiles(compiled)) {
      String name = compiled.relativize(file).toString();
      if (Implementation.isOfTheKit(name)) {
        continue;
      }
      Path target = classes.resolve(name);
      Files.createDirectories(target.getParent());
      byte[] content = Files.readAllBytes(file);
      Files.write(target, name.endsWith(".class") ? Instrumenter.instrument(content) : content);
    }
  }

  private static List<Path> regularFiles(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
