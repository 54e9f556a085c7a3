package streamkata.grader.classroom;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import streamkata.grader.page.Browser;

/** The page of a class of two hundred, in a real browser. */
class ClassPageTest {

  private static final int STUDENTS = 200;

  /** In CSS pixels, of A4 turned by 90 degrees, without the margins that a browser leaves. */
  private static final int WIDTH_OF_A4 = 1_046;

  private static final Path FOLDER = Path.of("target/class-page");
  private static final Table TABLE = SyntheticClass.of(STUDENTS);
  private static final String SHOWN = ".grid tbody tr:not([hidden]) th";

  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start();
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() throws IOException {
    Path page = Files.createDirectories(FOLDER).resolve("class.html").toAbsolutePath();
    Files.writeString(
        page,
        new ClassPage(
                TABLE,
                new FileNames(TABLE.byStudent().keySet()),
                Set.of("Student 004", "Student 005"),
                List.of("Student 000"),
                List.of("notes.txt"))
            .page()
            .html());
    browser.prefer(false);
    browser.resize(1200, 900);
    browser.open(page);
  }

  @Test
  void what_is_lost_most_and_why_stands_first() throws IOException {
    String first = SyntheticClass.LABS.byId("hourly-tips").checks().get(0).claim();

    assertThat(browser.texts(".lead").get(0), containsString("Most often lost: " + first));
    assertThat(browser.texts("section:first-of-type tbody th").get(0), is(first));
    assertThat(
        browser.texts("section:first-of-type tbody tr:first-child td").get(3),
        is(SyntheticClass.LOOK_AT_THE_HOUR));
  }

  @Test
  void the_example_of_a_mistake_is_told_as_the_student_was_told() throws IOException {
    browser.run("document.querySelector('section details').open = true");

    assertThat(browser.texts("section details[open] pre").get(0), containsString("one <result>"));
  }

  @Test
  void a_click_sorts_and_another_one_turns_it_round() throws IOException {
    List<Integer> rising = totals(1);
    List<Integer> falling = totals(1);

    assertThat(rising, is(rising.stream().sorted().toList()));
    assertThat(falling, is(falling.stream().sorted(Comparator.reverseOrder()).toList()));
    assertThat(
        browser.run("return document.querySelector('.grid th[aria-sort]').innerText").asText(),
        startsWith("Total"));
  }

  @Test
  void names_sort_as_people_read_them() throws IOException {
    browser.run("document.querySelectorAll('.grid thead button')[0].click()");
    browser.run("document.querySelectorAll('.grid thead button')[0].click()");

    assertThat(browser.texts(SHOWN).get(0), is("Student 199"));
  }

  @Test
  void words_filter() throws IOException {
    type("words", "REFUSED 07");

    assertThat(browser.texts(SHOWN), is(List.of("Student 007", "Student 107")));
    assertThat(browser.texts(".grid output"), is(List.of("2 of 200 shown")));
  }

  @Test
  void a_choice_filters() throws IOException {
    type("choice", "refused");
    List<String> refused = browser.texts(SHOWN);
    type("choice", "unchanged");

    assertThat(refused.size(), is(4));
    assertThat(refused, hasItem("Student 007"));
    assertThat(browser.texts(SHOWN), is(List.of("Student 004", "Student 005")));
  }

  @Test
  void every_student_leads_to_their_own_page() throws IOException {
    assertThat(
        browser.run("return document.querySelector('.grid tbody a').getAttribute('href')").asText(),
        is("feedback/Student%20000.html"));
  }

  @Test
  void who_is_to_be_looked_at_is_listed() throws IOException {
    browser.run("document.querySelectorAll('details').forEach(each => each.open = true)");

    assertThat(
        browser.texts("section:last-of-type summary"),
        is(
            List.of(
                "Who has begun nothing: 20",
                "Who has changed nothing since the last run: 2",
                "What could not be read: " + rows(State.REFUSED),
                "Who has handed in the same: " + twins() + " groups",
                "What else was noticed: 1",
                "Who has handed in and is not on the roster: 1",
                "Files that are no hand-ins: 1")));
  }

  @Test
  void controls_have_names_for_those_who_hear_them() throws IOException {
    assertThat(
        browser.texts(".controls label").stream().map(text -> text.split("\\s")[0]).toList(),
        is(List.of("Search", "Show")));
    assertThat(browser.texts(".grid thead button"), everyItem(not(is(""))));
    assertThat(
        browser.run("return document.querySelector('.grid output').ariaLive").asText(),
        is("polite"));
  }

  @Test
  void on_a_phone_only_tables_scroll_sideways() throws IOException {
    browser.resizeToPhone();

    assertThat(browser.run("return document.documentElement.scrollWidth").asInt(), is(360));
    assertThat(
        "what the class loses most",
        browser
            .run(
                "const box = document.querySelector('.scroll'); return box.scrollWidth <= box.clientWidth")
            .asBoolean(),
        is(true));
    browser.screenshot(FOLDER.resolve("phone.png"));
  }

  @Test
  void dark_is_dark() throws IOException {
    int light = brightness();
    browser.screenshot(FOLDER.resolve("light.png"));
    browser.prefer(true);

    assertThat(light, is(greaterThan(200)));
    assertThat(brightness(), is(lessThan(50)));
    browser.screenshot(FOLDER.resolve("dark.png"));
  }

  @Test
  void paper_has_no_controls() throws IOException {
    browser.printed(true);
    try {
      assertThat(
          browser
              .run("return getComputedStyle(document.querySelector('.controls')).display")
              .asText(),
          is("none"));
    } finally {
      browser.printed(false);
    }
  }

  @Test
  void on_paper_students_have_three_lines_at_most_and_all_columns() throws IOException {
    browser.resize(WIDTH_OF_A4, 700);
    browser.printed(true);
    try {
      assertThat(
          browser.run("return document.querySelector('.grid table').offsetWidth").asInt(),
          is(lessThanOrEqualTo(WIDTH_OF_A4)));
      assertThat(
          browser
              .run(
                  "return Math.max("
                      + "...[...document.querySelectorAll('.grid tbody tr')]"
                      + ".map(row => row.offsetHeight))")
              .asInt(),
          is(lessThan(75)));
      browser.screenshot(FOLDER.resolve("print.png"));
    } finally {
      browser.printed(false);
    }
  }

  @Test
  void nothing_is_loaded_and_nothing_is_wrong() throws IOException {
    assertThat(
        browser
            .run(
                "return performance.getEntriesByType('resource').map(e => e.name)"
                    + ".filter(name => !name.startsWith('data:'))")
            .toString(),
        is("[]"));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void a_class_in_which_nothing_is_lost_has_a_page_too() throws IOException {
    Table table =
        new Table(
            List.of(
                new Row(
                    "anna",
                    "ride-cleansing",
                    Optional.of(10),
                    10,
                    State.COMPLETE,
                    List.of(),
                    1,
                    1,
                    "1.0",
                    "k",
                    "",
                    "")),
            Map.of(),
            List.of(SyntheticClass.LABS.byId("ride-cleansing")),
            List.of(SyntheticClass.LABS.byId("ride-cleansing")));
    Path page = FOLDER.resolve("right.html").toAbsolutePath();
    Files.writeString(
        page,
        new ClassPage(table, new FileNames(Set.of("anna")), Set.of(), List.of(), List.of())
            .page()
            .html());
    browser.open(page);

    assertThat(browser.texts(".lead").get(0), containsString("Nobody has failed a check."));
  }

  private static List<Integer> totals(int column) throws IOException {
    browser.run("document.querySelectorAll('.grid thead button')[" + column + "].click()");
    return browser.texts(".grid tbody td:nth-child(2)").stream()
        .filter(text -> !text.equals("?"))
        .map(Integer::valueOf)
        .toList();
  }

  private static void type(String field, String text) throws IOException {
    browser.run(
        """
        const field = document.querySelector('.controls').elements.%s;
        field.value = '%s';
        field.dispatchEvent(new Event('input', { bubbles: true }));
        """
            .formatted(field, text));
  }

  private static int brightness() throws IOException {
    return browser
        .run("return parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
        .asInt();
  }

  private static long rows(State state) {
    return TABLE.rows().stream()
        .filter(row -> row.state() == state)
        .map(row -> row.student() + row.remarks())
        .distinct()
        .count();
  }

  private static long twins() {
    return TABLE.rows().stream()
        .filter(row -> row.note().contains("The same as"))
        .map(Row::key)
        .distinct()
        .count();
  }
}
