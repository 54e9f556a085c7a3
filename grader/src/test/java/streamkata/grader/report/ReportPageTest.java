package streamkata.grader.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.grader.grading.CheckResult;
import streamkata.grader.grading.Fact;
import streamkata.grader.grading.Grade;
import streamkata.grader.grading.Verdict;
import streamkata.grader.kit.Check;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.page.Browser;
import streamkata.grader.page.Page;
import streamkata.grader.page.Paragraph;
import streamkata.grader.process.WarmStages;
import streamkata.grader.submission.Submission;

/** The page of the reference solutions on a small stream, and of programs that do not run. */
class ReportPageTest {

  private static final Labs LABS = Course.CORE.labs();

  private static final Lab LAST = LABS.all().get(LABS.all().size() - 1);

  private static final int LIMIT_SECONDS = 30;
  private static final long BEGIN = 1_357_041_600_000L;
  private static final long MINUTE = 60_000;
  private static final int RIDES = 300;
  private static final int OUTSIDE = 10;

  @TempDir private static Path folder;

  private static Path page;

  @BeforeAll
  static void makePage() throws IOException {
    Selection selection = solutions();
    Grade grade = Grade.of(selection);
    for (Lab lab : LABS.all()) {
      for (Check check : lab.checks()) {
        grade = grade.with(CheckResult.of(check, Verdict.PASSED, Duration.ofMillis(10)));
      }
    }
    Lab first = LABS.all().get(0);
    grade =
        grade
            .with(
                result(
                    first.checks().get(0),
                    Verdict.FAILED,
                    new Fact("expected", "<this>"),
                    new Fact("but was", "<that>")))
            .with(
                result(
                    LAST.checks().get(0),
                    Verdict.GRADER_FAULT,
                    new Fact("problem", "The grader itself failed.")));
    Pictures pictures =
        new Pictures(
            Submission.of(selection), Course.CORE::picture, WarmStages.STAGES, LIMIT_SECONDS);
    TaxiStream stream = stream();
    Page made = ReportPage.of(grade, lab -> pictures.of(lab, stream), "a small stream");
    page = folder.resolve("report.html");
    Files.writeString(page, made.html());
  }

  @Test
  void it_shows_the_points_the_verdicts_and_what_to_mend_first() throws IOException {
    try (Browser browser = opened()) {
      Lab first = LABS.all().get(0);
      int lost = first.checks().get(0).points();
      int ours = LAST.checks().get(0).points();

      assertThat(
          browser.texts(".lead").get(0), containsString((100 - lost - ours) + " of 100 points"));
      assertThat(
          browser.texts("pre"),
          hasItem(containsString("\n  expected  <this>\n  but was   <that>")));
      assertThat(
          browser.texts("section:first-of-type tbody tr:first-child td"),
          hasItems("%d / %d".formatted(first.points() - lost, first.points()), "✗ failed"));
      assertThat(
          browser.texts("h2"),
          is(Stream.concat(Stream.of("Where you are"), LABS.all().stream().map(Lab::id)).toList()));
    }
  }

  @Test
  void a_fault_of_the_grader_is_said_to_be_no_mistake_of_the_learner() throws IOException {
    try (Browser browser = opened()) {
      assertThat(
          browser.texts("section:first-of-type p"),
          hasItem(containsString("a mistake of the kit, not yours")));
      assertThat(
          browser.texts("section[aria-labelledby=%s] pre".formatted(LAST.id())),
          hasItem(containsString("The grader itself failed.")));
      assertThat(
          browser.texts("section:first-of-type tbody tr:last-child td"),
          hasItem(containsString("grader fault")));
    }
  }

  @Test
  void it_shows_what_the_programs_made_of_the_stream() throws IOException {
    try (Browser browser = opened()) {
      browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");

      assertThat(
          browser.texts("section[aria-labelledby=ride-cleansing] > .scroll td"),
          hasItems(Integer.toString(RIDES - OUTSIDE), Integer.toString(OUTSIDE)));
      assertThat(
          browser.texts("section[aria-labelledby=long-ride-alerts] > .scroll td"),
          is(List.of("1", "0", "0", "0")));
      List<String> pairs =
          browser.texts("section[aria-labelledby=expiring-state] > details:first-of-type td");
      assertThat(pairs, hasItem(Integer.toString(RIDES - 1)));
    }
  }

  @Test
  void every_lab_has_pictures_and_all_of_them_are_loaded() throws IOException {
    try (Browser browser = opened()) {
      for (boolean dark : List.of(false, true)) {
        browser.prefer(dark);
        browser.open(page);
        JsonNode widths =
            browser.run(
                """
                await Promise.all([...document.images].map(i => i.decode()));
                return [...document.images].map(i => i.naturalWidth);
                """);
        List<Integer> natural = new ArrayList<>();
        widths.forEach(width -> natural.add(width.asInt()));
        assertThat(natural, everyItem(is(greaterThan(100))));
      }
      JsonNode without =
          browser.run(
              "return [...document.querySelectorAll('section')].slice(1)"
                  + ".filter(s => !s.querySelector('img')).map(s => s.innerText)");
      assertThat(without.toString(), is("[]"));
      assertThat(browser.complaints(), is(empty()));
    }
  }

  @Test
  void it_is_small() throws IOException {
    assertThat(Files.size(page), lessThan(500_000L));
  }

  @Test
  void labs_that_are_not_started_take_one_line() throws IOException {
    Lab first = LABS.all().get(0);
    Grade grade = Grade.of(solutions());
    for (Lab lab : LABS.all()) {
      Verdict verdict = lab.equals(first) ? Verdict.PASSED : Verdict.NOT_STARTED;
      for (Check check : lab.checks()) {
        grade = grade.with(CheckResult.of(check, verdict, Duration.ofMillis(10)));
      }
    }
    String html = ReportPage.of(grade, lab -> List.of(new Paragraph(lab.id())), "none").html();

    assertThat(html, containsString("<p>6 more labs are not started.</p>"));
    assertThat(html.split("not started", -1).length - 1, is(1));
    assertThat(html, not(containsString(LAST.id())));
  }

  @Test
  void on_a_phone_nothing_is_wider_than_the_window() throws IOException {
    try (Browser browser = opened()) {
      browser.resizeToPhone();
      browser.open(page);

      assertThat(
          browser.run("return document.documentElement.scrollWidth").asInt(),
          is(lessThanOrEqualTo(360)));
    }
  }

  @Test
  void a_lab_that_is_not_started_or_fails_gets_one_sentence() throws IOException {
    Path submission = Files.createDirectories(folder.resolve("submission"));
    write(submission, "throw new streamkata.common.lab.MissingSolutionException();");
    assertThat(sentence(submission), containsString("not started"));

    write(submission, "return rides.filter(ride -> { throw new IllegalStateException(\"no\"); });");
    assertThat(
        sentence(submission),
        allOf(
            containsString("IllegalStateException: no"),
            containsString("(RideCleansingJob.java:")));

    write(submission, "while (true) { Thread.onSpinWait(); }");
    assertThat(
        sentence(submission),
        allOf(containsString("stopped"), containsString("(RideCleansingJob.java:")));
  }

  private static String sentence(Path submission) {
    Pictures pictures =
        new Pictures(Submission.of(submission), Course.CORE::picture, WarmStages.STAGES, 3);
    List<?> blocks = pictures.of(LABS.byId("ride-cleansing"), stream());
    assertThat(blocks, hasSize(1));
    return ((Paragraph) blocks.get(0)).text();
  }

  private static void write(Path submission, String body) throws IOException {
    Files.writeString(
        submission.resolve("RideCleansingJob.java"),
        """
        package streamkata.exercises.ridecleansing;
        import org.apache.flink.streaming.api.datastream.DataStream;
        import streamkata.common.lab.RideCleansingLab;
        import streamkata.common.model.TaxiRide;
        public class RideCleansingJob implements RideCleansingLab {
          public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
            %s
          }
        }
        """
            .formatted(body));
  }

  private static Browser opened() throws IOException {
    Browser browser = Browser.start();
    browser.open(page);
    return browser;
  }

  private static CheckResult result(Check check, Verdict verdict, Fact... facts) {
    return new CheckResult(check, verdict, List.of(facts), Optional.empty(), Duration.ZERO);
  }

  private static Selection solutions() {
    return Selection.from(
        LABS,
        name -> name.equals("kata.implementation") ? Optional.of("solutions") : Optional.empty());
  }

  /** A ride a minute, of five minutes each; a few outside, one without END, one without fare. */
  private static TaxiStream stream() {
    List<TaxiRide> rides = new ArrayList<>();
    List<TaxiFare> fares = new ArrayList<>();
    for (int i = 0; i < RIDES; i++) {
      long time = BEGIN + i * MINUTE;
      double lon = i < OUTSIDE ? -75 : -73.98;
      rides.add(new TaxiRide(i, true, time, 0, lon, 40.75, -73.97, 40.76, 1, 1000 + i, 2000 + i));
      if (i >= 5 && i != 25) {
        long started = time - 5 * MINUTE;
        double from = i - 5 < OUTSIDE ? -75 : -73.98;
        rides.add(
            new TaxiRide(
                i - 5, false, started, time, from, 40.75, -73.97, 40.76, 1, 995 + i, 1995 + i));
      }
      if (i != 30) {
        fares.add(new TaxiFare(i, 1000 + i, 2000 + i, time, "CRD", 1 + i % 7, 0, 9));
      }
    }
    return new TaxiStream(rides, fares, Duration.ZERO, "a small stream");
  }
}
