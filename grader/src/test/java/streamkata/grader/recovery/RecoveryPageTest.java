package streamkata.grader.recovery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.page.Browser;

/** The page of a recovery, in a real browser, against the numbers that it was made from. */
class RecoveryPageTest {

  @TempDir private Path folder;

  @Test
  void it_shows_the_numbers_of_both_runs() throws IOException {
    try (Browser browser = opened(Recordings.with())) {
      assertThat(
          rows(browser, "What happened when"),
          contains(
              "Checkpoints completed|8|0",
              "Restarted from|checkpoint 7, event 1,300|nothing",
              "The source went on after event|1,300|0",
              "Results printed|950|811",
              "First worker: start to registered|1.2 s|1.1 s",
              "Kill to RESTARTING|0.3 s|0.2 s",
              "New worker: start to registered|2.4 s|2.3 s",
              "New worker: start to first result|10.5 s|10.4 s"));
    }
  }

  @Test
  void it_lists_what_was_seen() throws IOException {
    try (Browser browser = opened(Recordings.with())) {
      assertThat(
          rows(browser, "Without checkpoints: what was seen"),
          contains(
              "-2.5|RUNNING|0|0||0",
              "-0.5|RUNNING|1,701|801|0.61|0",
              "0.5|RESTARTING||801|0.61|0",
              "12.5|RUNNING|23|811|0.02|0"));
    }
  }

  @Test
  void both_pictures_of_a_pair_have_the_same_scale_and_show_for_how_long_the_job_restarted()
      throws IOException {
    try (Browser browser = opened(Recordings.with())) {
      List<String> pictures =
          strings(browser.run("return [...document.images].map(i => decodeURIComponent(i.src))"));

      for (int i = 0; i < pictures.size(); i += 2) {
        assertThat(axes(pictures.get(i)).size(), is(greaterThan(10)));
        assertThat(axes(pictures.get(i)), is(axes(pictures.get(i + 1))));
      }
      assertThat(
          pictures.stream().allMatch(picture -> picture.contains("fill-opacity:0.14")), is(true));
    }
  }

  /** The axes of a picture, with their ticks. */
  private static List<String> axes(String svg) {
    return Pattern.compile("stroke-linecap:square;' d='([^']*)'")
        .matcher(svg)
        .results()
        .map(tick -> tick.group(1))
        .toList();
  }

  @Test
  void a_page_of_two_minutes_is_small() throws IOException {
    Recording with = Recordings.longer(Recordings.with());
    new RecoveryPage("a test", "Killed.", "share", with, Recordings.longer(Recordings.without()))
        .writeTo(folder);

    assertThat(Files.size(folder.resolve(RecoveryPage.FILE_NAME)), lessThan(300_000L));
  }

  @Test
  void its_pictures_are_there_and_say_what_they_show() throws IOException {
    try (Browser browser = opened(Recordings.with())) {
      JsonNode widths = browser.run("return [...document.images].map(i => i.naturalWidth)");
      JsonNode texts = browser.run("return [...document.images].map(i => i.alt)");

      assertThat(numbers(widths), everyItem(greaterThan(300)));
      assertThat(
          strings(texts),
          contains(
              "With checkpoints: checkpoint 7 has the stream up to TaxiRide event 1,300; the new"
                  + " worker went on after TaxiRide event 1,300",
              "Without checkpoints: it restarted from no checkpoint; the new worker went on after"
                  + " TaxiRide event 0",
              "With checkpoints: knows what it knew",
              "Without checkpoints: knows nothing"));
    }
  }

  @Test
  void a_claim_that_does_not_hold_is_marked() throws IOException {
    try (Browser browser = opened(Recordings.withForgetful())) {
      assertThat(browser.texts("td.bad"), contains("✗ no"));
      assertThat(
          browser.texts(".lead"),
          contains(
              "Not as it should be: \"With checkpoints the program keeps everything that it has learned\" does not"
                  + " hold."));
    }
  }

  @Test
  void it_fits_a_phone_and_needs_nothing_from_elsewhere() throws IOException {
    try (Browser browser = opened(Recordings.with())) {
      browser.resizeToPhone();

      assertThat(
          browser.run("return document.documentElement.scrollWidth - innerWidth").asInt(), is(0));
      assertThat(browser.complaints(), is(empty()));
    }
  }

  @Test
  void one_picture_of_both_runs_is_a_file_of_its_own() throws IOException {
    page(Recordings.with()).writeTo(folder);

    assertThat(Files.readString(folder.resolve(RecoveryPage.PICTURE_NAME)), startsWith("<?xml"));
  }

  private Browser opened(Recording with) throws IOException {
    page(with).writeTo(folder);
    Browser browser = Browser.start();
    browser.open(folder.resolve(RecoveryPage.FILE_NAME));
    return browser;
  }

  private static RecoveryPage page(Recording with) {
    return new RecoveryPage(
        "a test", "Killed by a test.", "share in minutes", with, Recordings.without());
  }

  /** The rows of a table, their cells joined. */
  private static List<String> rows(Browser browser, String caption) throws IOException {
    return strings(
        browser.run(
            """
            const table = [...document.querySelectorAll('table')]
              .find(t => t.caption.textContent === '%s');
            return [...table.tBodies[0].rows]
              .map(row => [...row.cells].map(cell => cell.textContent).join('|'));
            """
                .formatted(caption)));
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(element -> strings.add(element.asText()));
    return strings;
  }

  private static List<Integer> numbers(JsonNode array) {
    List<Integer> numbers = new ArrayList<>();
    array.forEach(element -> numbers.add(element.asInt()));
    return numbers;
  }
}
