package streamkata.grader.recovery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import streamkata.grader.page.Browser;

/**
 * What the dashboard shows in the moments of the hands-on that has pictures of it. With {@code
 * -Dkata.pictures=write} the pictures are made anew.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts need bash")
class DashboardIT {

  private static final Path PICTURES =
      Path.of("../exercises/src/main/java/streamkata/exercises/traveltime/dashboard");
  private static final String JOB = "travel-time-prediction";

  @TempDir private Path folder;

  @Test
  void the_list_of_jobs_shows_a_restart_that_the_overview_does_not() throws Exception {
    Path pictures =
        System.getProperty("kata.pictures", "").equals("write")
            ? PICTURES
            : Path.of("target/dashboard");
    Files.createDirectories(pictures);
    try (Browser browser = Browser.start();
        HomeCopy home = new HomeCopy(folder.resolve("home"))) {
      browser.resize(1280, 520);
      home.run("start-cluster.sh");
      open(browser, home, "overview");
      await(browser, "Available Task Slots\\s*1\\s*Total Task Slots\\s*1\\s*Task Managers\\s*1");
      browser.screenshot(pictures.resolve("1-one-worker.png"));

      home.run(
          "flink",
          "run",
          "-d",
          "-c",
          "streamkata.solutions.traveltime.TravelTimePredictionJob",
          "../solutions/target/solutions-1.0.jar");
      open(browser, home, "job/running");
      await(browser, JOB + "[^]*RUNNING");
      browser.screenshot(pictures.resolve("2-running.png"));

      home.run("taskmanager.sh", "stop");
      await(browser, JOB + "[^]*RESTARTING");
      browser.screenshot(pictures.resolve("3-restarting.png"));
      open(browser, home, "overview");
      await(browser, JOB + "[^]*RUNNING");
      assertThat(text(browser), not(containsString("RESTARTING")));

      home.run("taskmanager.sh", "start");
      open(browser, home, "job/running");
      await(browser, JOB + "[^]*RUNNING");
      browser.screenshot(pictures.resolve("4-running-again.png"));
    }
  }

  private static void open(Browser browser, HomeCopy home, String page) throws IOException {
    browser.open(URI.create("http://127.0.0.1:%d/#/%s".formatted(home.restPort(), page)));
  }

  /** Waits until the page, which renews itself, has a text. */
  private static void await(Browser browser, String pattern) throws IOException {
    browser.run(
        """
        return new Promise(done => {
          const look = () =>
            new RegExp(%s).test(document.body.innerText) ? done() : setTimeout(look, 100);
          look();
        })"""
            .formatted("'" + pattern.replace("\\", "\\\\") + "'"));
  }

  private static String text(Browser browser) throws IOException {
    return browser.run("return document.body.innerText").asText();
  }
}
