package streamkata.common.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import streamkata.common.model.DispatchRule;
import streamkata.common.model.DispatchRule.Length;
import streamkata.common.model.TaxiFare;
import streamkata.common.model.TaxiRide;
import streamkata.common.source.TaxiOptions;
import streamkata.common.source.TaxiSource;

/**
 * What the {@code main} of every lab does around its pipeline: reads the arguments, provides the
 * taxi streams, prints the results, and says in one sentence why it cannot go on.
 *
 * <p>Arguments are those of {@link TaxiOptions#from} and {@code --checkpointing on|off}, {@code
 * --checkpoint-dir FOLDER}, a path or a URI, {@code --output FOLDER}, {@code --parallelism N}. The
 * same {@code main} runs in an IDE, with Flink embedded, and on a cluster with {@code flink run}.
 */
public final class LabJob {

  /** The name of a system property: whether results are printed as people read them. */
  public static final String IN_WORDS = "kata.run.words";

  /**
   * The name of a system property: where Flink, if it runs in this JVM, has its temporary files. It
   * deletes them when a job ends by itself, and not when the JVM is ended.
   */
  public static final String FLINK_FILES = "kata.run.files";

  private static final Set<String> ARGUMENTS =
      new TreeSet<>(
          Set.of(
              "rides",
              "fares",
              "speed",
              "max-delay",
              "seed",
              "events",
              "skip-bad-records",
              "checkpointing",
              "checkpoint-dir",
              "output",
              "parallelism"));

  /** Arguments of which the value is not one of {@link TaxiOptions}, each with one. */
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "checkpointing", "off",
          "checkpoint-dir", "checkpoints",
          "output", "results",
          "parallelism", "2");

  /**
   * Options of {@code flink run}, which people also type behind the jar, where they are a job's.
   */
  private static final Set<String> OF_THE_CLIENT =
      Set.of("d", "detached", "p", "c", "class", "s", "fromSavepoint", "m", "t", "target", "n");

  /** One letter before a colon is a drive of Windows. */
  private static final Pattern URI_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);
  private static final int RESTART_ATTEMPTS = 60;
  private static final Duration RESTART_DELAY = Duration.ofSeconds(10);

  private final String name;
  private final TaxiOptions options;
  private final boolean checkpointing;
  private final String checkpointDirectory;
  private final String output;
  private final StreamExecutionEnvironment environment;

  private LabJob(String name, ParameterTool arguments) {
    this.name = name;
    this.options = TaxiOptions.from(arguments);
    this.checkpointing = isOn(arguments);
    this.checkpointDirectory = checkpointDirectory(arguments);
    this.output = arguments.get("output", newFolder(name).toString());
    this.environment = StreamExecutionEnvironment.getExecutionEnvironment();
    if (arguments.has("parallelism")) {
      environment.setParallelism(parallelism(arguments));
    } else if (environment instanceof LocalStreamEnvironment) {
      environment.setParallelism(1);
    }
  }

  /**
   * Prepares a job.
   *
   * @param name the name of the job, as the dashboard shows it
   * @param args the arguments of {@code main}
   * @return the job
   * @throws JobRefused if an argument is unknown or has a value that it cannot have
   */
  public static LabJob of(String name, String[] args) {
    return JobRefused.unless(
        () -> {
          try {
            ParameterTool arguments = ParameterTool.fromArgs(args);
            arguments.toMap().forEach(LabJob::requireArgument);
            return new LabJob(name, arguments);
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(asTyped(e.getMessage(), args));
          }
        });
  }

  private static void requireArgument(String name, String value) {
    boolean hasValue = !value.equals(TaxiOptions.NO_VALUE) && !value.isBlank();
    if (OF_THE_CLIENT.contains(name)) {
      String typed = "-" + name + (hasValue ? " " + value : "");
      throw new IllegalArgumentException(
          "Put %s before the jar: flink run %s JAR ...".formatted(typed, typed));
    }
    if (!ARGUMENTS.contains(name)) {
      throw new IllegalArgumentException(
          "There is no argument --%s; there are --%s."
              .formatted(name, String.join(", --", ARGUMENTS)));
    }
    if (EXAMPLES.containsKey(name) && !hasValue) {
      throw new IllegalArgumentException(
          "The argument --%s needs a value, such as %s.".formatted(name, EXAMPLES.get(name)));
    }
  }

  /** One dash is as good as two. */
  private static String asTyped(String sentence, String[] args) {
    return Stream.of(args)
        .filter(arg -> arg.matches("-[a-z].*"))
        .reduce(
            sentence,
            (said, arg) ->
                said.replaceAll(
                    "(?<=argument )-" + Pattern.quote(arg) + "(?=[ ;])",
                    Matcher.quoteReplacement(arg)));
  }

  /**
   * The environment that will run the job.
   *
   * @return the environment, of the embedded Flink or of the cluster that this was submitted to
   */
  public StreamExecutionEnvironment environment() {
    return environment;
  }

  /**
   * Whether the job is to be made fault tolerant: {@code --checkpointing off} says no, to see what
   * is lost.
   *
   * @return true unless the arguments say otherwise
   */
  public boolean checkpointing() {
    return checkpointing;
  }

  /**
   * Has the job take a checkpoint every second and restart after a failure, for labs that leave
   * that to their {@code main}; with {@code --checkpointing off}, nothing.
   */
  public void makeFaultTolerant() {
    if (checkpointing) {
      environment.enableCheckpointing(
          CHECKPOINT_INTERVAL.toMillis(), CheckpointingMode.EXACTLY_ONCE);
      environment.configure(
          restarts()
              .set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem")
              .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointDirectory));
    }
  }

  /**
   * Where checkpoints go.
   *
   * @return a URI: that of {@code --checkpoint-dir}, or of a directory for temporary files
   */
  public String checkpointDirectory() {
    return checkpointDirectory;
  }

  /**
   * Where a lab with a sink of its own writes, and says so on the error stream.
   *
   * @return an existing directory: that of {@code --output}, or a new one for temporary files
   * @throws JobRefused if it is not there and cannot be made
   */
  public Path outputDirectory() {
    Path directory = JobRefused.unless(this::createOutput);
    System.err.println("Files: " + directory);
    return directory;
  }

  private Path createOutput() {
    try {
      return Files.createDirectories(Path.of(output)).toAbsolutePath();
    } catch (InvalidPathException | IOException e) {
      throw new IllegalArgumentException(
          "The argument --output is %s; no folder can be made there.".formatted(output));
    }
  }

  /**
   * The ride events.
   *
   * @return a stream with timestamps and watermarks
   * @throws JobRefused if the file that was asked for cannot be read
   */
  public DataStream<TaxiRide> rides() {
    return JobRefused.unless(() -> TaxiSource.rides(environment, options));
  }

  /**
   * The fares.
   *
   * @return a stream with timestamps and watermarks
   * @throws JobRefused if the file that was asked for cannot be read
   */
  public DataStream<TaxiFare> fares() {
    return JobRefused.unless(() -> TaxiSource.fares(environment, options));
  }

  /**
   * Some rules of the dispatchers, all at the beginning. They hold from two o'clock of the first
   * generated day, so that it does not matter how early they arrive.
   *
   * @return a stream that ends
   */
  public DataStream<DispatchRule> rules() {
    long two = Instant.parse("2013-01-01T02:00:00Z").toEpochMilli();
    return environment.fromData(
        TypeInformation.of(DispatchRule.class),
        new DispatchRule(1, true, List.of(), 5, Length.LONGER, 10, two),
        new DispatchRule(2, true, List.of(), 0, Length.SHORTER, 3, two),
        new DispatchRule(3, true, List.of(), 0, Length.LONGER, 60, two),
        DispatchRule.withdrawn(2, two));
  }

  /**
   * Prints results, one a line, where the job runs: on the console of an IDE, in the {@code .out}
   * file of a worker; with the system property {@link #IN_WORDS}, as people read them.
   *
   * @param results any stream
   */
  public void print(DataStream<?> results) {
    if (Boolean.getBoolean(IN_WORDS)) {
      results.map(ResultText::of).returns(String.class).print();
    } else {
      results.print();
    }
  }

  /**
   * Runs the job until its input ends.
   *
   * <p>Embedded in an IDE a job ends with the first failure, so that a mistake is seen at once. On
   * a cluster it restarts as it was told to; without checkpoints, too, with nothing.
   *
   * @throws JobRefused if the job fails; the message is that of the innermost cause
   */
  public void run() {
    if (environment instanceof LocalStreamEnvironment) {
      environment.configure(embedded());
    } else if (!checkpointing) {
      environment.configure(restarts());
    }
    try {
      environment.execute(name);
    } catch (Exception e) {
      throw JobRefused.becauseOf(e);
    }
  }

  private static Configuration embedded() {
    String files = System.getProperty(FLINK_FILES, System.getProperty("java.io.tmpdir"));
    return new Configuration()
        .set(RestartStrategyOptions.RESTART_STRATEGY, "disable")
        .set(CoreOptions.TMP_DIRS, files)
        .set(WebOptions.TMP_DIR, files);
  }

  /** As many restarts, as far apart, as the lab travel-time-prediction asks for. */
  private static Configuration restarts() {
    return new Configuration()
        .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTART_ATTEMPTS)
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, RESTART_DELAY);
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"), "streamkata");
  }

  private static Path newFolder(String name) {
    return temporary().resolve(name + "-" + UUID.randomUUID());
  }

  private static String checkpointDirectory(ParameterTool arguments) {
    if (!arguments.has("checkpoint-dir")) {
      return temporary().resolve("checkpoints").toUri().toString();
    }
    String place = arguments.get("checkpoint-dir");
    if (URI_SCHEME.matcher(place).lookingAt()) {
      return place;
    }
    try {
      return Path.of(place).toAbsolutePath().toUri().toString();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "The argument --checkpoint-dir is %s; allowed is a path or a URI.".formatted(place));
    }
  }

  private static boolean isOn(ParameterTool arguments) {
    String value = arguments.get("checkpointing", "on");
    if (!Set.of("on", "off").contains(value)) {
      throw new IllegalArgumentException(
          "The argument --checkpointing is %s; allowed is on or off.".formatted(value));
    }
    return value.equals("on");
  }

  private static int parallelism(ParameterTool arguments) {
    Supplier<IllegalArgumentException> wrong =
        () ->
            new IllegalArgumentException(
                "The argument --parallelism is %s; allowed is a whole number of 1 or more."
                    .formatted(arguments.get("parallelism")));
    try {
      int parallelism = Integer.parseInt(arguments.get("parallelism"));
      if (parallelism < 1) {
        throw wrong.get();
      }
      return parallelism;
    } catch (NumberFormatException e) {
      throw wrong.get();
    }
  }
}
