package streamkata.grader.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The mutants that are as right as the programs that they were made of, by key. The file has a
 * reason on a line, and indented below it the keys of the mutants that it holds for.
 */
record Equivalents(Set<String> keys) {

  private static final String FILE = "equivalent-mutants.txt";
  private static final String INDENT = "  ";

  static Equivalents read() {
    try (InputStream file = Equivalents.class.getResourceAsStream(FILE)) {
      return of(new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Of the lines of a file.
   *
   * @throws IllegalArgumentException if a key has no reason, or a reason no key
   */
  static Equivalents of(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      boolean isKey = lines.get(i).startsWith(INDENT);
      boolean hasKey = i + 1 < lines.size() && lines.get(i + 1).startsWith(INDENT);
      if (i == 0 && isKey || !isKey && !lines.get(i).isBlank() && !hasKey) {
        throw new IllegalArgumentException(
            "Line %d: a reason, and the keys of mutants below it, indented.".formatted(i + 1));
      }
    }
    return new Equivalents(
        lines.stream()
            .filter(line -> line.startsWith(INDENT))
            .map(String::strip)
            .collect(Collectors.toSet()));
  }

  boolean has(Mutant mutant) {
    return keys.contains(mutant.key());
  }
}
