package streamkata.grader.submissions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;

/**
 * A complete submission for one lab in a single source file below {@code src/test/submissions},
 * right or wrong on purpose. The comment at the top of a wrong one has the lines {@code Loses:},
 * the rungs that must catch it, {@code May lose:}, those where two instances race and either may be
 * first, and {@code Says:}, what their messages must contain.
 */
record Fixture(
    Lab lab, boolean correct, Path file, Set<String> loses, Set<String> mayLose, String says) {

  private static final int RUNGS_OF_A_RIGHT_ONE = 3;
  private static final Path ROOT = Path.of("src/test/submissions");
  private static final Pattern LOSES = Pattern.compile("Loses: (.*)");
  private static final Pattern MAY_LOSE = Pattern.compile("May lose: (.*)");
  private static final Pattern SAYS = Pattern.compile("Says: (.*)");

  static List<Fixture> of(Labs labs) {
    return labs.all().stream()
        .flatMap(lab -> Stream.concat(in(lab, "wrong"), in(lab, "correct")))
        .toList();
  }

  String name() {
    return "%s: %s".formatted(lab.id(), file.getFileName().toString().replace(".java", ""));
  }

  /**
   * The rungs that grade it where time is short: one of those that must catch it, or three where it
   * is right. They are always the same, and others than those of most programs.
   */
  Set<String> someRungs() {
    List<String> rungs =
        correct
            ? lab.checks().stream().map(check -> check.rung().title()).distinct().toList()
            : loses.stream().sorted().toList();
    int first = Math.floorMod(name().hashCode(), rungs.size());
    return IntStream.range(first, first + (correct ? RUNGS_OF_A_RIGHT_ONE : 1))
        .mapToObj(i -> rungs.get(i % rungs.size()))
        .collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return name();
  }

  /** Puts the source where the compiler expects a public class of that name. */
  Path copyTo(Path folder) throws IOException {

    Files.copy(file, folder.resolve(lab.className() + ".java"));
    return folder;
  }

  private static Stream<Fixture> in(Lab lab, String kind) {
    Path folder = ROOT.resolve(lab.id()).resolve(kind);
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(file -> read(lab, kind.equals("correct"), file)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Fixture read(Lab lab, boolean correct, Path file) {
    try {
      String text = Files.readString(file);
      Set<String> loses = rungs(LOSES, text);
      if (loses.isEmpty() != correct) {
        throw new IllegalStateException(file + ": exactly the wrong ones need a line Loses:");
      }
      return new Fixture(
          lab, correct, file, loses, rungs(MAY_LOSE, text), header(SAYS, text).orElse(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> rungs(Pattern pattern, String text) {
    return header(pattern, text).stream()
        .flatMap(rungs -> Arrays.stream(rungs.split(", *")))
        .map(String::strip)
        .collect(Collectors.toSet());
  }

  private static Optional<String> header(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }
}
