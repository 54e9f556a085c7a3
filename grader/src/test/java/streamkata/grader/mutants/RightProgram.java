package streamkata.grader.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.TemporaryFolder;
import streamkata.grader.program.SourceCompiler;
import streamkata.grader.wire.NamedFile;

/**
 * A program that earns all points.
 *
 * @param lab the lab that it solves
 * @param source one file
 * @param classes its class files, by name
 */
record RightProgram(Lab lab, Path source, Map<String, byte[]> classes) {

  /**
   * A call by method reference can't be changed in place: what reads a serialised one back looks
   * for the name of the method.
   */
  private static final Pattern METHOD_REFERENCE =
      Pattern.compile("\\b(Taxi(?:Ride|Fare)|HourlyTip|PopularPlace)::(\\w+)");

  /** The solution, and what the corpus has. */
  static List<RightProgram> of(Kit kit, Lab lab, SourceCompiler compiler) {
    Path corpus =
        kit.home().resolve("grader/src/test/submissions").resolve(lab.id()).resolve("correct");
    try (Stream<Path> files = Files.list(corpus)) {
      return Stream.concat(Stream.of(kit.solution(lab)), files.sorted())
          .map(file -> compiled(lab, file, compiler))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return lab.id() + "/" + source.getFileName().toString().replace(".java", "");
  }

  List<Mutant> mutants() {
    return classes.entrySet().stream()
        .flatMap(
            file ->
                Mutator.mutations(file.getValue()).stream()
                    .map(mutation -> new Mutant(this, file.getKey(), mutation)))
        .toList();
  }

  private static RightProgram compiled(Lab lab, Path source, SourceCompiler compiler) {
    String packageName = Kit.rootPackage(Kit.EXERCISES) + "." + lab.packageName();
    try (TemporaryFolder folder = new TemporaryFolder("mutants")) {
      Path target = Files.createDirectory(folder.path().resolve("classes"));
      List<Path> files = new ArrayList<>();
      for (Path part : parts(lab, source)) {
        String name =
            part.equals(source) ? lab.className() + ".java" : part.getFileName().toString();
        files.add(Files.writeString(folder.path().resolve(name), text(part, packageName)));
      }
      List<SourceCompiler.CompileError> errors = compiler.compile(files, List.of(), target);
      if (!errors.isEmpty()) {
        throw new IllegalStateException(source + ": " + errors);
      }
      Map<String, byte[]> classes =
          NamedFile.below(target).stream()
              .collect(
                  Collectors.toMap(
                      NamedFile::name, NamedFile::content, (one, other) -> one, TreeMap::new));
      return new RightProgram(lab, source, classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A solution can have several classes; a program of the corpus is one file. */
  private static List<Path> parts(Lab lab, Path source) throws IOException {
    if (!source.endsWith(lab.className() + ".java")) {
      return List.of(source);
    }
    try (Stream<Path> files = Files.list(source.getParent())) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static String text(Path source, String packageName) throws IOException {
    String text =
        Files.readString(source).replaceFirst("(?m)^package .*;", "package " + packageName + ";");
    return METHOD_REFERENCE.matcher(text).replaceAll("(($1 it) -> it.$2())");
  }
}
