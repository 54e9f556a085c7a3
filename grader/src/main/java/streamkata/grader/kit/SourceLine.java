package streamkata.grader.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A place in the source of a lab.
 *
 * @param file the source file, relative to the folder of the kit
 * @param line counted from 1
 */
public record SourceLine(Path file, int line) {

  /**
   * The first place of a lab's class that is still to be written, or else the first method that its
   * contract asks for.
   *
   * @param selection whose class
   * @return the place; empty if it is a submission's, or there is no such file
   */
  public static Optional<SourceLine> of(Selection selection, Lab lab) {
    if (selection.submission().isPresent()) {
      return Optional.empty();
    }
    Path file = selection.kit().source(selection.implementation(), lab);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      // Not strict: a letter of another encoding is no reason to say nothing.
      List<String> lines =
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
      int index =
          Stream.of("new MissingSolutionException\\(", methods(lab), "class " + lab.className())
              .map(Pattern::compile)
              .mapToInt(pattern -> indexOf(lines, pattern))
              .filter(i -> i >= 0)
              .findFirst()
              .orElse(0);
      return Optional.of(new SourceLine(selection.kit().relative(file), 1 + index));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a place.
   *
   * @param text {@code FILE:LINE}, as {@link #toString} writes it
   * @throws IllegalArgumentException if it is something else
   */
  public static SourceLine parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("no line in " + text);
    }
    return new SourceLine(
        Path.of(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
  }

  /** The place as terminals and IDEs make it a link: {@code FILE:LINE}. */
  @Override
  public String toString() {
    return file + ":" + line;
  }

  /** The declaration of any method of the contract. */
  private static String methods(Lab lab) {
    return Stream.of(lab.contract().getMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .map(Method::getName)
        .distinct()
        .collect(Collectors.joining("|", "^\\s*public\\s.*\\b(?:", ")\\s*\\("));
  }

  private static int indexOf(List<String> lines, Pattern pattern) {
    for (int i = 0; i < lines.size(); i++) {
      if (pattern.matcher(lines.get(i)).find()) {
        return i;
      }
    }
    return -1;
  }
}
