package streamkata.grader.recovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the taxi sources wrote into the log of a worker: where in their streams they began, and what
 * each checkpoint holds. The log outlives the worker, also one that was killed.
 */
final class PositionLog {

  private static final Pattern BEGIN = Pattern.compile("Stream (\\w+) goes on after event (\\d+)");
  private static final String CHECKPOINT = "Checkpoint %d has stream (\\w+) up to event (\\d+)";

  private final String log;

  /**
   * Reads a log.
   *
   * @param file the log of a worker
   * @throws IOException if it cannot be read
   */
  PositionLog(Path file) throws IOException {
    log = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** How many events of each stream were behind it when the worker first began to read it. */
  Map<String, Long> begin() {
    return positions(BEGIN);
  }

  /** How many events of each stream a checkpoint has behind it. */
  Map<String, Long> checkpoint(long id) {
    return positions(Pattern.compile(CHECKPOINT.formatted(id)));
  }

  private Map<String, Long> positions(Pattern pattern) {
    Map<String, Long> positions = new TreeMap<>();
    Matcher matcher = pattern.matcher(log);
    while (matcher.find()) {
      positions.putIfAbsent(matcher.group(1), Long.parseLong(matcher.group(2)));
    }
    return positions;
  }
}
