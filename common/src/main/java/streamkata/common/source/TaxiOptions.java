package streamkata.common.source;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.util.ParameterTool;

/**
 * What a {@link TaxiSource} emits, and how.
 *
 * @param ridesFile a file of rides in the classic format, plain or gzipped; empty: rides are
 *     generated
 * @param faresFile a file of fares in the classic format, plain or gzipped; empty: fares are
 *     generated, for the rides that are generated from the same seed
 * @param speed how many times faster than real time event time passes: 600 is ten minutes of event
 *     time a second; 0 is as fast as it goes
 * @param maxDelay how much later than its event time an event arrives at most; each has a delay of
 *     its own, so events overtake each other. Zero: they arrive in order
 * @param seed determines what is generated, and the delays
 * @param events how many events to emit at most, 0 or more; {@link #ALL_EVENTS} for all there are
 * @param skipBadRecords whether malformed lines of a file are skipped and counted (in Flink's
 *     metric numRecordsInErrors); otherwise the job fails at the first one
 */
public record TaxiOptions(
    Optional<Path> ridesFile,
    Optional<Path> faresFile,
    double speed,
    Duration maxDelay,
    long seed,
    long events,
    boolean skipBadRecords) {

  /** The number of events that stands for all there are. */
  public static final long ALL_EVENTS = Long.MAX_VALUE;

  /** The longest delay there can be: a day of event time. */
  public static final Duration LONGEST_DELAY = Duration.ofDays(1);

  /** What Flink has for the value of an argument that has none. */
  public static final String NO_VALUE = "__NO_VALUE_KEY";

  private static final String FILES = "the name of a file";
  private static final String SPEEDS = "a number of 0 or more, or max";
  private static final String DELAYS = "whole seconds from 0 to " + LONGEST_DELAY.toSeconds();
  private static final String SEEDS = "a whole number";
  private static final String COUNTS = "a whole number of 0 or more";
  private static final String SWITCHES = "no value, true or false";

  /**
   * Options of which none is out of range.
   *
   * @param ridesFile see {@link #ridesFile}
   * @param faresFile see {@link #faresFile}
   * @param speed see {@link #speed}
   * @param maxDelay see {@link #maxDelay}
   * @param seed see {@link #seed}
   * @param events see {@link #events}
   * @param skipBadRecords see {@link #skipBadRecords}
   * @throws IllegalArgumentException if one is; the message says what is allowed
   */
  public TaxiOptions {
    if (!(speed >= 0 && speed <= Double.MAX_VALUE)) {
      throw notAllowed("--speed", speed, SPEEDS);
    }
    if (maxDelay.isNegative() || maxDelay.compareTo(LONGEST_DELAY) > 0) {
      throw notAllowed("--max-delay", maxDelay.toSeconds(), DELAYS);
    }
    if (events < 0) {
      throw notAllowed("--events", events, COUNTS);
    }
  }

  /**
   * Generated rides and fares without end, ten minutes of event time a second, up to a minute late.
   *
   * @return options with speed 600, delays up to 60 seconds, seed 1
   */
  public static TaxiOptions defaults() {
    return new TaxiOptions(
        Optional.empty(), Optional.empty(), 600, Duration.ofSeconds(60), 1, ALL_EVENTS, false);
  }

  /**
   * Reads options from the arguments of a program: {@code --rides FILE}, {@code --fares FILE},
   * {@code --speed N|max}, {@code --max-delay SECONDS}, {@code --seed N}, {@code --events N},
   * {@code --skip-bad-records}. What is not given is as in {@link #defaults}; other arguments are
   * left to the program.
   *
   * @param args the arguments
   * @return the options
   * @throws IllegalArgumentException if a value is not allowed; the message says what is
   */
  public static TaxiOptions from(ParameterTool args) {
    TaxiOptions defaults = defaults();
    return new TaxiOptions(
        file(args, "rides"),
        file(args, "fares"),
        speed(args, defaults.speed()),
        Duration.ofSeconds(whole(args, "max-delay", DELAYS, defaults.maxDelay().toSeconds())),
        whole(args, "seed", SEEDS, defaults.seed()),
        whole(args, "events", COUNTS, defaults.events()),
        flag(args, "skip-bad-records"));
  }

  private static Optional<Path> file(ParameterTool args, String name) {
    if (!args.has(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(value(args, name, FILES)));
    } catch (InvalidPathException e) {
      throw notAllowed("--" + name, args.get(name), FILES);
    }
  }

  private static double speed(ParameterTool args, double otherwise) {
    if (!args.has("speed")) {
      return otherwise;
    }
    String value = value(args, "speed", SPEEDS);
    try {
      return value.equals("max") ? 0 : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw notAllowed("--speed", value, SPEEDS);
    }
  }

  private static long whole(ParameterTool args, String name, String allowed, long otherwise) {
    if (!args.has(name)) {
      return otherwise;
    }
    String value = value(args, name, allowed);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw notAllowed("--" + name, value, allowed);
    }
  }

  private static boolean flag(ParameterTool args, String name) {
    String value = args.get(name, "false");
    return switch (value) {
      case NO_VALUE, "true" -> true;
      case "false" -> false;
      default -> throw notAllowed("--" + name, value, SWITCHES);
    };
  }

  private static String value(ParameterTool args, String name, String allowed) {
    String value = args.get(name);
    if (value.equals(NO_VALUE) || value.isBlank()) {
      throw new IllegalArgumentException(
          "The argument --%s has no value; allowed is %s.".formatted(name, allowed));
    }
    return value;
  }

  private static IllegalArgumentException notAllowed(String name, Object value, String allowed) {
    return new IllegalArgumentException(
        "The argument %s is %s; allowed is %s.".formatted(name, value, allowed));
  }
}
