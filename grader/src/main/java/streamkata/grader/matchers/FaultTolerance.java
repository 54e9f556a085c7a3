package streamkata.grader.matchers;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeDiagnosingMatcher;
import streamkata.grader.wire.EnvironmentSettings;

/** Matches environments that checkpoint and restart as asked; a mismatch names what is off. */
public final class FaultTolerance extends TypeSafeDiagnosingMatcher<EnvironmentSettings> {

  private final Duration interval;
  private final String directory;
  private final int attempts;
  private final Duration delay;

  private FaultTolerance(Duration interval, String directory, int attempts, Duration delay) {
    this.interval = interval;
    this.directory = directory;
    this.attempts = attempts;
    this.delay = delay;
  }

  /**
   * Expects exactly-once checkpoints in a file system and a fixed-delay restart strategy.
   *
   * @param interval the time between checkpoints
   * @param directory the URI of the directory in or below which they are stored
   * @param attempts how many restarts there are
   * @param delay the time between restarts
   * @return the matcher
   */
  public static FaultTolerance faultTolerance(
      Duration interval, String directory, int attempts, Duration delay) {
    return new FaultTolerance(interval, directory, attempts, delay);
  }

  @Override
  public void describeTo(Description description) {
    description.appendText(
        "EXACTLY_ONCE checkpoints every %d ms in %s\nrestart strategy fixed-delay, %d attempts, %d s apart"
            .formatted(interval.toMillis(), directory, attempts, delay.toSeconds()));
  }

  @Override
  protected boolean matchesSafely(EnvironmentSettings actual, Description mismatch) {
    List<String> wrong = new ArrayList<>();
    if (actual.checkpointInterval().isEmpty()) {
      wrong.add("checkpoints are not switched on");
    } else if (!actual.checkpointInterval().get().equals(interval.toMillis())) {
      wrong.add("checkpoints every %d ms".formatted(actual.checkpointInterval().get()));
    }
    if (!actual.checkpointingMode().equals("EXACTLY_ONCE")) {
      wrong.add("checkpointing mode " + actual.checkpointingMode());
    }
    if (actual.checkpointPath().isEmpty()) {
      wrong.add("checkpoints in the JobManager's memory, not in a file system");
    } else if (!isInOrBelow(directory, actual.checkpointPath().get())) {
      wrong.add("checkpoints in " + actual.checkpointPath().get());
    }
    if (!actual.restartStrategy().equals("fixed-delay")) {
      wrong.add("restart strategy " + actual.restartStrategy());
    } else {
      if (actual.restartAttempts() != attempts) {
        wrong.add(actual.restartAttempts() + " restart attempts");
      }
      if (actual.restartDelay() != delay.toMillis()) {
        wrong.add("restarts %d ms apart".formatted(actual.restartDelay()));
      }
    }
    if (actual.minPause() > interval.toMillis()) {
      wrong.add(
          "at least %d ms between two checkpoints, so there is no checkpoint every %d ms"
              .formatted(actual.minPause(), interval.toMillis()));
    }
    if (actual.timeout() < interval.toMillis()) {
      wrong.add("checkpoints time out after %d ms".formatted(actual.timeout()));
    }
    actual
        .intervalInBacklog()
        .filter(millis -> millis == 0 || millis > interval.toMillis())
        .ifPresent(
            millis ->
                wrong.add(
                    "while the source catches up, "
                        + (millis == 0
                            ? "no checkpoints"
                            : "checkpoints every %d ms".formatted(millis))));
    actual.alsoSet().forEach(also -> wrong.add("the lab does not ask for " + also));
    mismatch.appendText(String.join("\n", wrong));
    return wrong.isEmpty();
  }

  /** One URI can have one slash after its scheme or three. */
  private static boolean isInOrBelow(String directory, String uri) {
    return (normal(uri) + "/").startsWith(normal(directory) + "/");
  }

  private static String normal(String uri) {
    return URI.create(uri.replaceAll("/+", "/")).normalize().toString().replaceAll("/$", "");
  }
}
