package streamkata.grader.recovery;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The results that one worker has printed so far, read from its {@code .out} file as it grows. */
public final class PrintedResults {

  private final Path file;
  private final Pattern result;
  private final List<String> lines = new ArrayList<>();
  private long read;

  /**
   * Follows a file.
   *
   * @param file need not exist yet
   * @param result what a line with a result begins with; other lines are the program's own talk
   */
  public PrintedResults(Path file, Pattern result) {
    this.file = file;
    this.result = result;
  }

  /** Reads what is new, whole lines only. */
  public void refresh() {
    if (!Files.exists(file)) {
      return;
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      byte[] fresh = new byte[(int) (bytes.length() - read)];
      bytes.seek(read);
      bytes.readFully(fresh);
      int end = fresh.length;
      while (end > 0 && fresh[end - 1] != '\n') {
        end--;
      }
      read += end;
      new String(fresh, 0, end, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> result.matcher(line).lookingAt())
          .forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The results so far.
   *
   * @return whole lines, oldest first
   */
  public List<String> lines() {
    return lines;
  }

  /**
   * The latest results.
   *
   * @param count at most so many
   * @return whole lines, oldest first
   */
  public List<String> last(int count) {
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }

  /**
   * The first results.
   *
   * @param count at most so many
   * @return whole lines, oldest first
   */
  public List<String> first(int count) {
    return lines.subList(0, Math.min(count, lines.size()));
  }
}
