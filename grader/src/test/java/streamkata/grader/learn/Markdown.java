package streamkata.grader.learn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the repository.
 *
 * @param file where it is
 * @param text all of it
 */
record Markdown(Path file, String text) {

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> PLACES =
      List.of(
          "README.md",
          "SECURITY.md",
          "exercises/learn",
          "exercises/src",
          "solutions/src",
          "grader/src/main",
          "grader/GRADE-JSON.md");

  private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("(!?)\\[([^\\]]*)\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("(?ms)^ *(`{3,})[^\\n]*\\n.*?^ *\\1$");
  private static final Pattern MARKED =
      Pattern.compile("(?ms)^<!-- (code|output|sample): (\\S+) -->\\n```\\w*\\n(.*?)^```$");

  /**
   * A link or a picture.
   *
   * @param isPicture whether it is a picture
   * @param words what is said in its place
   * @param target where it leads
   */
  record Link(boolean isPicture, String words, String target) {}

  /**
   * A block whose text has a source.
   *
   * @param kind code, output or sample
   * @param name of the source
   * @param lines what the page says
   */
  record Block(String kind, String name, List<String> lines) {}

  /** All pages. */
  static List<Markdown> all() {
    return PLACES.stream()
        .map(HOME::resolve)
        .flatMap(Markdown::below)
        .filter(file -> !file.toString().contains("/target/"))
        .sorted()
        .map(Markdown::read)
        .toList();
  }

  static Markdown read(Path file) {
    try {
      return new Markdown(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> below(Path place) {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(file -> file.toString().endsWith(".md")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return HOME.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
  }

  /** Links and pictures, code left out. */
  List<Link> links() {
    return LINK.matcher(withoutCode())
        .results()
        .map(link -> new Link(!link.group(1).isEmpty(), link.group(2), link.group(3)))
        .toList();
  }

  /** What can stand after a # in a link to this page, as GitHub makes it of headings. */
  Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    for (MatchResult heading : HEADING.matcher(withoutCode()).results().toList()) {
      String words = heading.group(1).replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1");
      anchors.add(
          words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
    }
    return anchors;
  }

  String withoutCode() {
    return CODE.matcher(text).replaceAll("");
  }

  /** Without code, and without the claims of checks, which are no text of the page. */
  String withoutChecks() {
    return withoutCode().replaceAll("(?s)<!-- checks -->.*<!-- /checks -->", "");
  }

  /** Words that are read in order: no code, no tables, no links to read further. */
  long words() {
    String read =
        withoutCode()
            .lines()
            .takeWhile(line -> !line.startsWith("Further reading"))
            .filter(line -> !line.startsWith("|") && !line.startsWith("<!--"))
            .map(line -> line.replaceAll("\\]\\([^)]*\\)", "]"))
            .collect(Collectors.joining(" "));
    return Stream.of(read.split("\\s+")).filter(word -> word.matches(".*\\p{L}.*")).count();
  }

  /** Blocks that a comment before them says the source of. */
  List<Block> marked() {
    List<Block> blocks = new ArrayList<>();
    for (MatchResult block : MARKED.matcher(text).results().toList()) {
      blocks.add(new Block(block.group(1), block.group(2), block.group(3).lines().toList()));
    }
    return blocks;
  }

  @Override
  public String toString() {
    return name();
  }
}
