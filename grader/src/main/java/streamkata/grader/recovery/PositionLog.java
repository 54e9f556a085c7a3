package streamkata.grader.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the taxi source wrote into the log of a worker: where in the stream it began, and what each
 * checkpoint holds. The log outlives the worker, also one that was killed.
 */
final class PositionLog {

  private static final Pattern BEGIN =
      Pattern.compile("Stream \\w+ goes on after event (\\d+)");
  private static final String CHECKPOINT = "Checkpoint %d has stream \\w+ up to event (\\d+)";

  private final String log;

  /**
   * Reads a log.
   *
   * @param file the log of a worker
   * @throws IOException if it cannot be read
   */
  PositionLog(Path file) throws IOException {
    log = Files.readString(file);
  }

  /** How many events the worker's first stream had behind it when the worker began to read it. */
  OptionalLong begin() {
    return first(BEGIN);
  }

  /** How many events of the stream are behind a checkpoint. */
  OptionalLong checkpoint(long id) {
    return first(Pattern.compile(CHECKPOINT.formatted(id)));
  }

  private OptionalLong first(Pattern pattern) {
    Matcher matcher = pattern.matcher(log);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }
}
