package streamkata.grader.learn;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import streamkata.grader.learn.Markdown.Link;

/** The pages of the repository: their links, pictures, words and length. */
class TextsTest {

  /** Words that make a text hard for readers whose first language is not English. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "(?i)\\b(whoever|what is out|comes out|gives up|the one that|nothing behind|for"
              + " nothing|alike|of its own|is worth|as it is(?=[.,;])|just|simply|easy|easily|of"
              + " course)\\b");

  private static final Pattern ALT = Pattern.compile("<title id=\"t\">(.*)</title>");
  private static final Map<String, Integer> LIMITS =
      Map.of(
          "exercises/learn/\\d.*",
          450,
          "exercises/learn/ladder.md",
          800,
          ".*/exercises/\\w+/README.md",
          620);

  static List<Markdown> pages() {
    return Markdown.all();
  }

  /** What a learner reads at the screen. */
  static List<Markdown> texts() {
    return Markdown.all().stream()
        .filter(page -> !page.name().startsWith("grader/"))
        .filter(page -> !page.name().endsWith("HANDS-ON.md"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void links_lead_somewhere(Markdown page) {
    List<String> broken = new ArrayList<>();
    for (Link link : page.links()) {
      if (!link.target().startsWith("http") && !exists(page, link.target())) {
        broken.add(link.target());
      }
    }
    assertThat(broken, is(empty()));
  }

  private static boolean exists(Markdown page, String target) {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
    return Files.exists(file)
        && (parts.length == 1 || Markdown.read(file).anchors().contains(parts[1]));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_picture_is_described_as_it_describes_itself(Markdown page) throws IOException {
    for (Link link : page.links()) {
      if (link.isPicture() && link.target().endsWith(".svg")) {
        String svg = Files.readString(page.file().resolveSibling(link.target()));
        String title = ALT.matcher(svg).results().findFirst().orElseThrow().group(1);
        assertThat(link.words(), is(title));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void words_are_plain(Markdown page) {
    List<String> found =
        page.withoutChecks()
            .lines()
            .filter(line -> FORBIDDEN.matcher(line).find())
            .map(String::strip)
            .toList();

    assertThat(found, is(empty()));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void a_text_is_short(Markdown page) {
    int limit =
        LIMITS.entrySet().stream()
            .filter(entry -> page.name().matches(entry.getKey()))
            .mapToInt(Map.Entry::getValue)
            .findFirst()
            .orElse(Integer.MAX_VALUE);

    assertThat(page.words(), is(lessThanOrEqualTo((long) limit)));
  }

  @Test
  void every_picture_is_shown_somewhere() throws IOException {
    List<String> shown =
        Markdown.all().stream()
            .flatMap(page -> page.links().stream())
            .filter(Link::isPicture)
            .map(link -> Path.of(link.target()).getFileName().toString())
            .toList();
    try (Stream<Path> pictures = Files.list(Path.of("../exercises/learn/pictures"))) {
      assertThat(
          pictures
              .map(picture -> picture.getFileName().toString())
              .filter(name -> !shown.contains(name))
              .toList(),
          is(empty()));
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void a_page_has_a_picture_an_example_mistakes_and_a_question(Markdown page) {
    if (!page.name().matches("exercises/learn/\\d.*")) {
      return;
    }
    assertThat(page.links().stream().filter(Link::isPicture).count(), is(1L));
    assertThat(
        page.marked().stream().filter(block -> block.kind().equals("output")).count(), is(1L));
    String mistakes = page.text().substring(page.text().indexOf("## Common mistakes"));
    assertThat(mistakes.lines().filter(line -> line.startsWith("- *")).count(), is(3L));
    assertThat(page.text().lines().filter(line -> line.matches("- [ABC]: .*")).count(), is(3L));
  }
}
