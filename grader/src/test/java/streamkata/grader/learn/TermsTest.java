package streamkata.grader.learn;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A term that a Java programmer need not know is, where a page first uses it, a link to its entry
 * in the glossary, unless the page itself defines it: then it stands in italics there.
 */
class TermsTest {

  private static final Path GLOSSARY = Path.of("../exercises/learn/glossary.md");

  /** The terms by the heading of their entry, as they stand in a sentence. */
  private static final Map<String, String> TERMS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("barrier", "barriers?"),
              Map.entry("checkpoint", "checkpoints?"),
              Map.entry("event-time", "event time"),
              Map.entry("exactly-once", "exactly-once"),
              Map.entry("incremental-aggregation", "incremental aggregation|accumulator"),
              Map.entry("instance", "instances?"),
              Map.entry("jobmanager", "JobManager"),
              Map.entry("key-group", "key groups?"),
              Map.entry("keyed-state", "keyed state"),
              Map.entry("kryo", "Kryo"),
              Map.entry("operator", "operators?"),
              Map.entry("parallelism", "parallelism"),
              Map.entry("pojo", "POJOs?"),
              Map.entry("processing-time", "processing time"),
              Map.entry("replay", "replay(?:s|ed)?"),
              Map.entry("rescale", "rescaled?"),
              Map.entry("savepoint", "savepoints?"),
              Map.entry("serialiser", "serialisers?"),
              Map.entry("side-output", "side outputs?"),
              Map.entry("state-backend", "state backends?"),
              Map.entry("timer", "timers?"),
              Map.entry("uid", "uid"),
              Map.entry("watermark", "watermarks?"),
              Map.entry("window", "windows?"),
              Map.entry("worker", "workers?")));

  /** Neither code nor headings nor pictures nor the table of checks nor links to read further. */
  private static final Pattern NO_BODY =
      Pattern.compile(
          "(?ms)^ *(`{3,})[^\\n]*\\n.*?^ *\\1$|<!-- checks -->.*?<!-- /checks -->|<!--.*?-->"
              + "|^#+ [^\\n]*$|`[^`]*`|!\\[[^\\]]*\\]\\([^)]*\\)|^Further reading.*"
              + "|\\[[^\\]]*\\]\\((?![^)]*glossary\\.md#)[^)]*\\)");

  static List<Markdown> pages() {
    return Markdown.all().stream()
        .filter(
            page ->
                page.name().matches("exercises/learn/(\\d.*|ladder|production|api|csv)\\.md")
                    || page.name().matches("exercises/src/.*README\\.md"))
        .toList();
  }

  @Test
  void every_lab_and_every_page_to_read_is_looked_at() {
    List<String> names = pages().stream().map(Markdown::name).toList();

    assertThat(names, hasItems("exercises/learn/1-streams.md", "exercises/learn/8-timers.md"));
    assertThat(names.stream().filter(name -> name.contains("/src/")).count(), is(11L));
  }

  @Test
  void every_term_has_an_entry() {
    assertThat(
        TERMS.keySet().stream()
            .filter(term -> !Markdown.read(GLOSSARY).anchors().contains(term))
            .toList(),
        is(empty()));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void the_first_use_of_a_term_is_a_link_to_the_glossary(Markdown page) {
    String body =
        NO_BODY.matcher(page.text()).replaceAll(found -> " ".repeat(found.group().length()));

    assertThat(
        TERMS.entrySet().stream()
            .filter(term -> !isExplained(body, term.getKey(), term.getValue()))
            .map(Map.Entry::getKey)
            .toList(),
        is(empty()));
  }

  private static boolean isExplained(String body, String anchor, String words) {
    Matcher first = Pattern.compile("(?i)\\b(?:" + words + ")\\b").matcher(body);
    return !first.find()
        || Pattern.compile("(?i)(?<!\\*)\\*(?:" + words + ")\\*(?!\\*)").matcher(body).find()
        || Pattern.compile(
                "\\[[^\\]]*\\]\\([^)]*glossary\\.md#"
                    + anchor
                    + "\\)|(?<!\\*)\\*[^*\\n]+\\*(?!\\*)")
            .matcher(body)
            .results()
            .anyMatch(link -> contains(link, first.start()));
  }

  private static boolean contains(MatchResult link, int place) {
    return link.start() <= place && place < link.end();
  }

  @Test
  void a_use_before_the_link_is_found() {
    String late = "A timer fires. See [timer](glossary.md#timer).";
    String inTime = "A [timer](glossary.md#timer) fires. A timer is state.";
    String wrong = "A [timer](glossary.md#window) fires.";

    assertThat(
        List.of(isExplained(late, "timer", "timers?"), isExplained(wrong, "timer", "timers?")),
        everyItem(is(not(true))));
    assertThat(isExplained(inTime, "timer", "timers?"), is(true));
    assertThat(isExplained("A *timer* is a request.", "timer", "timers?"), is(true));
  }
}
