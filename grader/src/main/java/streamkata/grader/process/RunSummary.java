package streamkata.grader.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What a program prints, at a rate that a person can read: the first lines as they come, then one
 * line a second, and at the end, also by Ctrl-C, how many there were.
 */
public final class RunSummary {

  private static final int SHOWN_AT_FIRST = 10;
  private static final int NANOS_OF_A_SECOND = 1_000_000_000;

  private final PrintWriter out;
  private final long shownAtFirst;
  private final LongSupplier nanoClock;
  private final long began;
  private long results;
  private long told;
  private String last = "";
  private boolean over;

  /**
   * A summary that has not begun.
   *
   * @param out where it is told
   * @param all whether every line is shown
   * @param nanoClock tells the time, in nanoseconds since whenever
   */
  public RunSummary(PrintWriter out, boolean all, LongSupplier nanoClock) {
    this.out = out;
    this.shownAtFirst = all ? Long.MAX_VALUE : SHOWN_AT_FIRST;
    this.nanoClock = nanoClock;
    this.began = nanoClock.getAsLong();
  }

  /** Says how fast time passes in the city, whatever a lab makes of it. */
  public static String expectation(String speed) {
    OptionalDouble times = number(speed);
    return times.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "An hour of the city passes in %.0f s. Results of an hour come at its end.%n",
            Duration.ofHours(1).toSeconds() / times.getAsDouble());
  }

  private static OptionalDouble number(String speed) {
    try {
      double times = Double.parseDouble(speed);
      return times > 0 ? OptionalDouble.of(times) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Reads to the end, and tells meanwhile. */
  void read(InputStream printed) throws IOException {
    Thread hook = new Thread(this::end);
    Runtime.getRuntime().addShutdownHook(hook);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    clock.scheduleAtFixedRate(this::tell, 1, 1, TimeUnit.SECONDS);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(line);
      }
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This JVM is ending, and the hook tells the rest.
    } finally {
      clock.shutdownNow();
      end();
    }
  }

  synchronized void add(String line) {
    results++;
    last = line;
    if (results <= shownAtFirst) {
      out.println(line);
      out.flush();
      told = results;
    }
  }

  /** To be called once a second. */
  synchronized void tell() {
    if (results > told && !over) {
      out.println(
          String.format(Locale.ROOT, "%4d s  %,d results; the last: %s", seconds(), results, last));
      out.flush();
      told = results;
    }
  }

  synchronized void end() {
    if (!over) {
      over = true;
      out.println(
          String.format(Locale.ROOT, "%n%,d results in %d s.", results, seconds())
              + (results > told ? " The last: " + last : ""));
      out.flush();
    }
  }

  private long seconds() {
    return Math.round((double) (nanoClock.getAsLong() - began) / NANOS_OF_A_SECOND);
  }
}
