package streamkata.common.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The savepoint that version 1 of the lab model-upgrade has left, for its {@code main}. The grader
 * does not use it: its scripts let version 1 run themselves.
 *
 * <p>The kit makes it of the first 4,000 events of a generated day, which is not the one that
 * {@code kata run} shows; {@code Version1SavepointTest} of the solutions says how, and writes it.
 * It has the models only: the source of rides begins anew.
 */
public final class Version1Savepoint {

  /** The name of the resource beside this class. */
  public static final String FILE = "model-upgrade-version-1.savepoint";

  private static final String EXERCISE = "streamkata.exercises.";
  private static final String SOLUTION = "streamkata.solutions.";

  private Version1Savepoint() {}

  /**
   * Lets a job continue from the savepoint, strictly: state that no operator takes over makes it
   * fail.
   *
   * @param environment the environment that will run the job
   * @param program the class of version 2, of the exercise or of the solution; the class of the
   *     state is nested in it
   */
  public static void continueIn(StreamExecutionEnvironment environment, Class<?> program) {
    try (InputStream resource = Version1Savepoint.class.getResourceAsStream(FILE)) {
      // The names of both packages are equally long, so nothing else in the file changes.
      String bytes = new String(resource.readAllBytes(), StandardCharsets.ISO_8859_1);
      String ofProgram =
          program.getName().startsWith(SOLUTION) ? bytes.replace(EXERCISE, SOLUTION) : bytes;
      Path folder = Files.createTempDirectory("version-1-savepoint");
      Path metadata = folder.resolve("_metadata");
      Files.writeString(metadata, ofProgram, StandardCharsets.ISO_8859_1);
      folder.toFile().deleteOnExit();
      metadata.toFile().deleteOnExit();
      environment.configure(
          new Configuration()
              .set(StateRecoveryOptions.SAVEPOINT_PATH, folder.toUri().toString())
              .set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
