package streamkata.common.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.flink.metrics.Counter;

/**
 * The events of a recorded file, one a line, in the order of the file. The number of an event is
 * that of its line, from 1; blank lines are passed over.
 */
final class CsvFeed<T> implements Feed<T> {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path path;
  private final Function<String, T> parser;
  private final ToLongFunction<T> eventTime;
  private final boolean skipsBadRecords;
  private final Counter skipped;
  private final LineReader lines;

  private long lineNumber;
  private long badLines;
  private String firstBad;

  CsvFeed(
      Path path,
      Function<String, T> parser,
      ToLongFunction<T> eventTime,
      boolean skipsBadRecords,
      Counter skipped)
      throws IOException {
    this.path = path;
    this.parser = parser;
    this.eventTime = eventTime;
    this.skipsBadRecords = skipsBadRecords;
    this.skipped = skipped;
    lines = new RecordedFile(path).open();
  }

  @Override
  public void seek(long number, long time) throws IOException {
    while (lineNumber < number - 1 && nextLine() != null) {}
  }

  @Override
  public T next() throws IOException {
    for (String line = nextLine(); line != null; line = nextLine()) {
      if (!line.isBlank()) {
        try {
          return parser.apply(line);
        } catch (IllegalArgumentException e) {
          handleBadRecord(e);
        }
      }
    }
    return null;
  }

  private String nextLine() throws IOException {
    try {
      String line = lines.next();
      lineNumber++;
      return lineNumber == 1 && line != null && line.startsWith(BYTE_ORDER_MARK)
          ? line.substring(BYTE_ORDER_MARK.length())
          : line;
    } catch (IOException e) {
      throw new IOException(
          "The file %s is truncated or corrupt, it cannot be read beyond line %d: %s."
              .formatted(path, lineNumber, e.getMessage()));
    }
  }

  /** Fails without a cause: whoever reports a failed job shows the innermost one. */
  private void handleBadRecord(IllegalArgumentException problem) throws IOException {
    if (!skipsBadRecords) {
      throw new IOException(
          "The file %s is malformed in line %d: %s; --skip-bad-records skips such lines."
              .formatted(path, lineNumber, problem.getMessage()));
    }
    if (badLines == 0) {
      firstBad = "line %d: %s".formatted(lineNumber, problem.getMessage());
    }
    badLines++;
    skipped.inc();
  }

  @Override
  public long number() {
    return lineNumber;
  }

  @Override
  public long timeOf(T event) {
    return eventTime.applyAsLong(event);
  }

  /** Says on standard error, which is where a job prints, what was skipped. */
  @Override
  public void close() throws IOException {
    if (badLines > 0) {
      System.err.printf(
          "Lines of %s that were skipped: %d. The first is %s.%n", path, badLines, firstBad);
    }
    lines.close();
  }
}
