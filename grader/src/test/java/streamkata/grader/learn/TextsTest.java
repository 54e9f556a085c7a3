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
import org.junit.jupiter.params.provider.ValueSource;
import streamkata.grader.kit.Check;
import streamkata.grader.labs.Course;
import streamkata.grader.learn.Markdown.Link;

/** The pages of the repository: their links, pictures, words and length. */
class TextsTest {

  /** Words that make a text hard for readers whose first language is not English. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "(?i)\\b(whoever|whatever|what is out|comes? out|came out|gives? up|given up|the one that"
              + "|nothing behind|for nothing|alike|of (its|their|his|her) own|on its own|is worth"
              + "|as it is(?=[.,;])|just|simply|easy|easily|of course|in vain|under way|once more"
              + "|partners?|halves|(?<!in )(a|one|each|the|other|late) half(?! (an|of|hour)\\b))\\b");

  /** A clause without a noun at its beginning: the reader has to find out what it is about. */
  private static final Pattern BARE = Pattern.compile("(?i)^(what|who)\\b|[;:] (what|who)\\b");

  private static final int MOST_WORDS = 30;
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

  /** The pages that somebody reads; the others are references for programs and graders. */
  static List<Markdown> texts() {
    return Markdown.all().stream()
        .filter(page -> !page.name().startsWith("grader/src/main/resources/"))
        .filter(page -> !page.name().endsWith("GRADE-JSON.md"))
        .toList();
  }

  /** What the grader says about a failed check. */
  static List<Check> checks() {
    return Course.PATH.labs().all().stream().flatMap(lab -> lab.checks().stream()).toList();
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
  void sentences_are_plain(Markdown page) {
    assertThat(
        Sentence.of(page).stream().filter(sentence -> !isPlain(sentence)).toList(), is(empty()));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void a_claim_and_a_lesson_are_plain(Check check) {
    assertThat(
        Stream.of(check.claim(), check.lesson(), check.rung().lesson())
            .flatMap(text -> Sentence.of(text).stream())
            .filter(sentence -> !isPlain(sentence))
            .toList(),
        is(empty()));
  }

  @Test
  void a_message_is_plain() throws IOException {
    List<String> heavy = new ArrayList<>();
    for (Path source : sources()) {
      for (String message : Messages.in(source)) {
        Sentence.of(message).stream()
            .filter(sentence -> !isPlain(sentence))
            .forEach(sentence -> heavy.add(source.getFileName() + ": " + sentence));
      }
    }
    assertThat(heavy, is(empty()));
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("../common", "../grader")) {
      try (Stream<Path> files = Files.walk(Path.of(module, "src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources;
  }

  private static boolean isPlain(Sentence sentence) {
    boolean isBare =
        BARE.matcher(sentence.text()).find() && !sentence.isHeading() && !sentence.isQuestion();
    return !isBare && !FORBIDDEN.matcher(sentence.text()).find() && sentence.words() <= MOST_WORDS;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Whoever came first waits until the other comes.",
        "What is not cleared stays for ever.",
        "A window clears its state; what you keep beside it, you must clear.",
        "clear() the half that waited",
        "an hour comes out once",
        "A START waits for its partner."
      })
  void a_sentence_that_is_not_plain_is_found(String sentence) {
    assertThat(Sentence.of(sentence).stream().allMatch(TextsTest::isPlain), is(false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What does a stream program do?",
        "## What the reference does not do",
        "The file has half an hour of events.",
        "The screen says `what` is next."
      })
  void a_sentence_that_is_plain_is_not(String sentence) {
    assertThat(Sentence.of(sentence).stream().allMatch(TextsTest::isPlain), is(true));
  }

  @Test
  void a_sentence_that_is_long_is_found() {
    assertThat(isPlain(new Sentence("word ".repeat(MOST_WORDS), false)), is(true));
    assertThat(isPlain(new Sentence("word ".repeat(MOST_WORDS + 1), false)), is(false));
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
