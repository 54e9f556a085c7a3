package streamkata.grader.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles sources in process, for a class path. It keeps open what it has found on the class path,
 * so that compiling again is quick.
 */
public final class SourceCompiler implements AutoCloseable {

  private static final int BASELINE = 17;

  /**
   * Of a line of source: with dots behind it and in the margin of a message, it fits a terminal.
   */
  private static final int LONGEST_LINE = 64;

  private static final String DOTS = "...";

  private final JavaCompiler compiler;
  private final StandardJavaFileManager files;
  private final String classPath;

  /**
   * Prepares to compile.
   *
   * @param classPath the classes that sources may refer to, as {@code java -cp} takes it
   * @throws LabMistake if the running Java has no compiler
   */
  public SourceCompiler(String classPath) {
    compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new LabMistake(
          "This Java has no compiler: run the grader with a JDK, not a JRE, to grade sources.");
    }
    this.classPath = classPath;
    files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
  }

  /**
   * An error of the compiler.
   *
   * @param file the source file
   * @param text what javac says: file, line, message, the line of code and a caret
   */
  public record CompileError(Path file, String text) {}

  /**
   * Compiles.
   *
   * @param sources the files
   * @param sourcePath where the sources of other classes are that these refer to
   * @param target the directory for the class files
   * @return the errors, none if everything compiled
   */
  public synchronized List<CompileError> compile(
      List<Path> sources, List<Path> sourcePath, Path target) {
    if (sources.isEmpty()) {
      return List.of();
    }
    List<String> options =
        new ArrayList<>(List.of("-g", "-proc:none", "-Xlint:none", "-cp", classPath));
    if (Runtime.version().feature() > BASELINE) {
      options.addAll(List.of("--release", Integer.toString(BASELINE)));
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    boolean compiled;
    try {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(target));
      files.setLocationFromPaths(StandardLocation.SOURCE_PATH, sourcePath);
      compiled =
          compiler
              .getTask(
                  Writer.nullWriter(),
                  files,
                  diagnostics,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException | StackOverflowError e) {
      return List.of(crashed(sources.get(0)));
    }
    List<CompileError> errors =
        diagnostics.getDiagnostics().stream()
            .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
            .map(SourceCompiler::error)
            .toList();
    return compiled || !errors.isEmpty() ? errors : List.of(crashed(sources.get(0)));
  }

  /** Lets go of the class path. */
  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CompileError crashed(Path file) {
    return new CompileError(
        file,
        file
            + ": the compiler itself failed on this file or on one beside it: is there an"
            + " expression that is nested very deeply?");
  }

  /** Cuts a long line of source around its caret: folded, the caret would be below another word. */
  private static String cut(String message) {
    List<String> lines = new ArrayList<>(message.lines().toList());
    for (int i = 1; i < lines.size(); i++) {
      String source = lines.get(i - 1);
      int caret = lines.get(i).indexOf('^');
      if (!lines.get(i).strip().equals("^") || source.length() <= LONGEST_LINE) {
        continue;
      }
      int from = Math.max(0, Math.min(caret - LONGEST_LINE / 2, source.length() - LONGEST_LINE));
      int to = from + LONGEST_LINE;
      lines.set(
          i - 1,
          (from > 0 ? DOTS + source.substring(from + DOTS.length(), to) : source.substring(0, to))
              + (to < source.length() ? DOTS : ""));
      lines.set(i, " ".repeat(caret - from) + "^");
    }
    return String.join("\n", lines);
  }

  private static CompileError error(Diagnostic<? extends JavaFileObject> diagnostic) {
    Path file = diagnostic.getSource() == null ? null : Path.of(diagnostic.getSource().toUri());
    return new CompileError(file, cut(diagnostic.toString()));
  }
}
