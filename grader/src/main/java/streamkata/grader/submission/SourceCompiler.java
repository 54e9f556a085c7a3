package streamkata.grader.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import javax.tools.ToolProvider;

/** Compiles sources in process, for the grader's class path. */
final class SourceCompiler {

  private static final int BASELINE = 17;

  private SourceCompiler() {}

  /**
   * An error of the compiler.
   *
   * @param file the source file
   * @param text what javac says: file, line, message, the line of code and a caret
   */
  record CompileError(Path file, String text) {}

  /**
   * Compiles.
   *
   * @param sources the files
   * @param target the directory for the class files
   * @return the errors, none if everything compiled
   */
  static List<CompileError> compile(List<Path> sources, Path target) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new LabMistake(
          "This Java has no compiler: run the grader with a JDK, not a JRE, to grade sources.");
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> options =
          new ArrayList<>(
              List.of(
                  "-d",
                  target.toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  "-g",
                  "-proc:none",
                  "-Xlint:none"));
      if (Runtime.version().feature() > BASELINE) {
        options.addAll(List.of("--release", Integer.toString(BASELINE)));
      }
      compiler
          .getTask(
              null, files, diagnostics, options, null, files.getJavaFileObjectsFromPaths(sources))
          .call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(SourceCompiler::error)
        .toList();
  }

  private static CompileError error(Diagnostic<? extends JavaFileObject> diagnostic) {
    Path file = diagnostic.getSource() == null ? null : Path.of(diagnostic.getSource().toUri());
    return new CompileError(file, diagnostic.toString());
  }
}
