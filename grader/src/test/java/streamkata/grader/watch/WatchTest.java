package streamkata.grader.watch;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Progress;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;
import streamkata.grader.process.ProgramOutput;
import streamkata.grader.process.WarmStages;

/** Saves real files in a copy of the exercises, and waits for the pages that last. */
class WatchTest {

  private static final Labs LABS = Course.CORE.labs();

  private static final Lab LAB = LABS.byId("ride-cleansing");
  private static final Lab NEXT = LABS.byId("rides-and-fares");

  private static final String RIGHT =
      "return rides.filter(r -> GeoUtils.isInNYC(r.startLon(), r.startLat())"
          + " && GeoUtils.isInNYC(r.endLon(), r.endLat()));";
  private static final String END_NOT_CHECKED =
      "return rides.filter(r -> GeoUtils.isInNYC(r.startLon(), r.startLat()));";
  private static final String ENDLESS =
      "return rides.filter(r -> { long i = 0; while (r != null) { i++; } return i > 0; });";

  @TempDir private Path home;
  private final BlockingQueue<Page> pages = new LinkedBlockingQueue<>();
  private final Map<String, String> properties = new HashMap<>();
  private Path folder;
  private Watch watch;
  private Thread watching;

  @BeforeEach
  void the_exercises_are_copied() throws IOException {
    Path exercises = Path.of("../exercises/src");
    try (Stream<Path> files = Files.walk(exercises)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = home.resolve("exercises/src").resolve(exercises.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    folder = new Kit(home).exercise(LAB).getParent();
    properties.put("kata.home", home.toString());
    properties.put("kata.lab", LAB.id() + "," + NEXT.id());
  }

  @AfterEach
  void nobody_watches_any_more() throws InterruptedException {
    watch.pressed('q');
    watching.join();
  }

  @Test
  void a_skeleton_is_not_started_and_the_place_to_begin_is_named() throws Exception {
    start();

    assertThat(
        page(),
        allOf(
            containsString("Not started."),
            containsString("RideCleansingJob.java:"),
            containsString("README.md")));
  }

  @Test
  void of_a_wrong_program_the_first_failing_rung_is_shown_and_no_other() throws Exception {
    program(END_NOT_CHECKED);
    start();

    assertThat(
        page(),
        allOf(
            containsString("ride-cleansing, behaviour: an event whose end lies outside"),
            containsString("look at"),
            containsString("RideCleansingJob.java:11\n"),
            not(containsString("parallelism: ")),
            not(containsString("org.apache.flink"))));
  }

  @Test
  void a_source_that_is_not_utf_8_is_read_and_this_is_said() throws Exception {
    program("/* f\u00fcr */ " + END_NOT_CHECKED);
    Files.write(source(), Files.readString(source()).getBytes(StandardCharsets.ISO_8859_1));
    start();

    assertThat(page(), containsString("Job.java is not written in UTF-8: it was read as"));
  }

  @Test
  void the_key_a_shows_every_rung() throws Exception {
    program(END_NOT_CHECKED);
    start();
    page();

    watch.pressed('a');

    assertThat(
        page(),
        allOf(
            containsString("passed  2  behaviour: "),
            containsString("FAILED  1  behaviour: "),
            containsString("cannot be judged  2  parallelism: ")));
  }

  @Test
  void points_are_those_of_all_checks_and_stay_until_there_are_others() throws Exception {
    program(END_NOT_CHECKED);
    start();
    assertThat(page(), containsString("  4 of 10 points   (lab 1 of 2)"));

    watch.pressed('c');

    assertThat(pages.take().text(), containsString("  4 of 10 points so far   (lab 1 of 2)"));
    assertThat(page(), containsString("  4 of 10 points   (lab 1 of 2)"));
  }

  @Test
  void the_key_t_shows_the_task_and_takes_it_away_again() throws Exception {
    start();
    page();

    watch.pressed('t');
    assertThat(
        page(), allOf(containsString("ridecleansing/README.md"), not(containsString("<!--"))));
    watch.pressed('t');
    assertThat(page(), containsString("Not started."));
  }

  @Test
  void the_key_s_shows_the_solution_of_a_complete_lab_only() throws Exception {
    start(LAB);
    page();

    watch.pressed('s');

    assertThat(page(), containsString("opens when every check has passed"));
  }

  @Test
  void the_key_r_asks_and_then_takes_a_lab_back_to_its_start() throws Exception {
    Files.createDirectories(new Kit(home).skeleton(LAB).getParent());
    Files.copy(new Kit(Path.of("..")).skeleton(LAB), new Kit(home).skeleton(LAB));
    program(END_NOT_CHECKED);
    start();
    page();

    watch.pressed('r');
    assertThat(page(), containsString("Press r again"));
    watch.pressed('r');

    assertThat(
        page(), allOf(containsString("Your file is kept in"), containsString("Not started.")));
  }

  @Test
  void the_key_p_goes_to_the_previous_lab_and_stays_at_the_first() throws Exception {
    start();
    page();
    watch.pressed('n');
    assertThat(page(), startsWith(" rides-and-fares "));

    watch.pressed('p');
    assertThat(page(), startsWith(" ride-cleansing "));

    watch.pressed('p');
    assertThat(page(), startsWith(" ride-cleansing "));
  }

  @Test
  void a_compile_error_is_shown_as_javac_gives_it() throws Exception {
    program("return rides.filtr(r -> true);");
    start();

    assertThat(
        page(),
        allOf(
            containsString("RideCleansingJob.java:12: error: "),
            containsString("    return rides.filtr(r -> true);"),
            containsString("                ^")));
  }

  @Test
  void commands_are_named_as_this_learner_types_them() throws Exception {
    properties.put("kata.command", "kata");
    Files.delete(source());
    start();
    assertThat(page(), containsString(" with kata reset ride-cleansing."));

    program(RIGHT);
    watch.saved();
    assertThat(page(), containsString("kata solution ride-cleansing"));
  }

  @Test
  void a_half_written_file_is_superseded_by_the_whole_one() throws Exception {
    program(END_NOT_CHECKED);
    start();
    page();

    Files.writeString(source(), "package streamkata.exercises.ridecl");
    watch.saved();
    assertThat(
        page(), containsString("must begin with \"package streamkata.exercises.ridecleansing;\""));
    program(RIGHT);
    watch.saved();

    assertThat(page(), containsString("Complete."));
  }

  @Test
  void a_newer_save_ends_the_grading_of_the_older_one() throws Exception {
    properties.put("kata.limit", "600");
    program(ENDLESS);
    start(LAB);
    for (int i = 0; i < 3; i++) {
      watch.saved();
    }
    program(END_NOT_CHECKED);
    watch.saved();

    assertThat(page(), containsString("an event whose end lies outside"));
    assertThat(pages.stream().filter(Page::lasting).count(), is(0L));
  }

  @Test
  void a_file_that_has_vanished_is_waited_for() throws Exception {
    program(END_NOT_CHECKED);
    start();
    page();

    Files.delete(source());
    watch.saved();
    assertThat(page(), containsString("RideCleansingJob.java is not there"));
    program(RIGHT);
    watch.saved();

    assertThat(page(), containsString("Complete."));
  }

  @Test
  void a_new_file_in_the_package_of_the_lab_is_compiled_with_it() throws Exception {
    program("return rides.filter(Nyc::keeps);");
    start();
    assertThat(page(), containsString("error: "));

    Files.writeString(
        folder.resolve("Nyc.java"),
        """
        package streamkata.exercises.ridecleansing;
        import streamkata.common.model.TaxiRide;
        class Nyc {
          static boolean keeps(TaxiRide ride) { return ride == null; }
        }
        """);
    watch.saved();

    assertThat(page(), containsString("ride-cleansing, behaviour: "));
  }

  @Test
  void a_save_that_completes_a_lab_moves_on_to_the_next() throws Exception {
    start(LAB);
    page();
    program(RIGHT);
    watch.saved();

    assertThat(page(), containsString("Complete."));
    assertThat(
        page(),
        allOf(
            containsString("ride-cleansing is complete: 10 of 10 points. On to rides-and-fares."),
            containsString("(lab 2 of 2)")));
  }

  @Test
  void the_last_lab_says_that_all_are_complete() throws Exception {
    properties.put("kata.lab", LAB.id());
    program(RIGHT);
    start();

    assertThat(page(), containsString("Every lab is complete"));
  }

  @Test
  void a_lab_that_was_named_and_is_complete_stays() throws Exception {
    program(RIGHT);
    start(LAB);
    assertThat(page(), containsString("Complete."));

    watch.pressed('l');

    assertThat(page(), containsString("> ride-cleansing"));
  }

  @Test
  void a_complete_lab_is_kept_as_progress_and_the_next_watch_begins_after_it() throws Exception {
    start(LAB);
    page();
    program(RIGHT);
    watch.saved();
    page();
    page();
    assertThat(Progress.read(new Kit(home)).hasPassed(LAB), is(true));
    nobody_watches_any_more();

    start();

    assertThat(page(), startsWith(" rides-and-fares "));
  }

  @Test
  void the_key_n_goes_to_the_next_lab_and_from_the_last_to_the_first() throws Exception {
    start();
    page();

    watch.pressed('n');
    assertThat(page(), startsWith(" rides-and-fares "));
    watch.pressed('n');
    assertThat(page(), startsWith(" ride-cleansing "));
  }

  @Test
  void the_key_l_shows_the_labs_and_takes_them_away_again() throws Exception {
    start();
    page();

    watch.pressed('l');
    assertThat(page(), allOf(containsString("> ride-cleansing"), containsString("  rides-and")));
    watch.pressed('l');
    assertThat(page(), containsString("Not started."));
  }

  @Test
  void the_key_h_shows_the_next_hint_in_place_each_time() throws Exception {
    start();
    page();

    watch.pressed('h');
    assertThat(page(), allOf(containsString("Not started."), containsString("Hint 1: ")));
    watch.pressed('h');
    assertThat(page(), allOf(containsString("Hint 2: "), not(containsString("Hint 1: "))));
    assertThat(Progress.read(new Kit(home)).seenHints(LAB), is(2));
  }

  @Test
  void a_hint_stands_under_the_title_and_above_a_long_verdict() throws Exception {
    program(END_NOT_CHECKED);
    start();
    page();

    watch.pressed('h');

    String page = page();
    assertThat(page.indexOf("Hint 1: "), is(lessThan(page.indexOf("look at"))));
    assertThat(page, startsWith(" ride-cleansing "));
  }

  @Test
  void of_a_lab_that_is_not_started_the_pages_to_read_first_are_named() throws Exception {
    start();

    assertThat(page(), containsString("Before you begin: page 1, step first-green"));
  }

  @Test
  void the_last_lab_of_the_core_says_so_and_where_to_go_from_there() throws Exception {
    properties.put("kata.lab", LAB.id() + "," + Course.PATH.labs().byId("dispatch-rules").id());
    program(RIGHT);
    start(Course.PATH.labs(), null);

    assertThat(
        page(),
        containsString(
            "The core course is complete: 10 of 10 points. Next: the second course, or"
                + " exercises/learn/production.md."));
  }

  @Test
  void the_keys_are_always_on_the_page() throws Exception {
    start();

    for (Page page = pages.take(); !page.lasting(); page = pages.take()) {
      assertThat(page.text(), containsString("[q]uit"));
    }
  }

  @Test
  void a_program_that_ends_the_jvm_fails_and_the_watch_goes_on() throws Exception {
    program("System.exit(3); return rides;");
    start();
    assertThat(
        page(),
        allOf(containsString("System.exit(3)"), containsString("RideCleansingJob.java:12")));

    program(RIGHT);
    watch.saved();

    assertThat(page(), containsString("Complete."));
  }

  @Test
  void the_end_of_the_input_ends_it_after_the_verdict() throws Exception {
    start();
    watch.inputEnded();
    watching.join();

    assertThat(page(), containsString("Not started."));
  }

  private void start() throws IOException {
    start(null);
  }

  private void start(Lab named) throws IOException {
    start(LABS, named);
  }

  private void start(Labs labs, Lab named) throws IOException {
    Selection selection = Selection.from(labs, name -> Optional.ofNullable(properties.get(name)));
    watch =
        new Watch(
            selection,
            WarmStages.STAGES,
            new ProgramOutput(home.resolve("output.log")),
            pages::add);
    watching =
        new Thread(
            () -> {
              try {
                watch.run(Optional.ofNullable(named));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    watching.start();
  }

  /** The text of the next page that lasts. */
  private String page() throws InterruptedException {
    Page page = pages.poll(2, TimeUnit.MINUTES);
    while (!page.lasting()) {
      page = pages.poll(2, TimeUnit.MINUTES);
    }
    return page.text();
  }

  private Path source() {
    return folder.resolve("RideCleansingJob.java");
  }

  /** The return statement is in line 12. */
  private void program(String body) throws IOException {
    Files.writeString(
        source(),
        """
        package streamkata.exercises.ridecleansing;

        import org.apache.flink.streaming.api.datastream.DataStream;
        import streamkata.common.geo.GeoUtils;
        import streamkata.common.lab.RideCleansingLab;
        import streamkata.common.model.TaxiRide;

        public class RideCleansingJob implements RideCleansingLab {

          @Override
          public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
            %s
          }
        }
        """
            .formatted(body));
  }
}
