package streamkata.grader.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import streamkata.grader.wire.NamedFile;

/**
 * A program that the kit brings along, such as an older version of the one that is graded: one
 * source file.
 */
public final class KitProgram {

  private final String className;
  private final String source;
  private final Map<String, LabCode> codes = new ConcurrentHashMap<>();

  private KitProgram(String className, String source) {
    this.className = className;
    this.source = source;
  }

  /**
   * Reads a program.
   *
   * @param beside a class in whose folder it is, as a resource, like that of the checks
   * @param file a path with slashes, relative to that folder; its name is that of the class
   */
  public static KitProgram of(Class<?> beside, String file) {
    try (InputStream resource = beside.getResourceAsStream(file)) {
      return new KitProgram(
          file.substring(file.lastIndexOf('/') + 1).replace(".java", ""),
          new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The program as if it were of the same package as another, so that the classes of its state have
   * the same names.
   *
   * @param packageName the package of the other
   * @return its code
   */
  public LabCode in(String packageName) {
    return codes.computeIfAbsent(
        packageName,
        name -> {
          String text = source.replaceFirst("(?m)^package .*;", "package " + name + ";");
          NamedFile file =
              new NamedFile(
                  name.replace('.', '/') + "/" + className + ".java",
                  text.getBytes(StandardCharsets.UTF_8));
          return new LabCode(
              new LabCode.Files(
                  name + "." + className, true, List.of(file), List.of(), false, true),
              Map.of());
        });
  }
}
