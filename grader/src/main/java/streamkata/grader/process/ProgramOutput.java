package streamkata.grader.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that takes what the graded programs print, up to a size. What comes after that is read
 * and dropped, so that no program waits for it to be written.
 */
final class ProgramOutput implements AutoCloseable {

  private static final int BUFFER = 1 << 16;
  private static final long PATIENCE_MILLIS = 2_000;

  private final Path file;
  private final long mostBytes;
  private final OutputStream output;
  private long written;
  private boolean full;

  ProgramOutput(Path file, long mostBytes) throws IOException {
    this.file = file;
    this.mostBytes = mostBytes;
    output = Files.newOutputStream(file);
  }

  Path file() {
    return file;
  }

  /** Reads the output of a process to its end, in a thread of its own. */
  Thread read(InputStream printed) {
    Thread reader =
        new Thread(
            () -> {
              byte[] buffer = new byte[BUFFER];
              try {
                for (int n = printed.read(buffer); n >= 0; n = printed.read(buffer)) {
                  write(buffer, n);
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            "kata-program-output");
    reader.setDaemon(true);
    reader.start();
    return reader;
  }

  /** Waits until a process that has ended is read, but not for one that it has left behind. */
  static void await(Thread reader) throws InterruptedException {
    reader.join(PATIENCE_MILLIS);
  }

  @Override
  public synchronized void close() throws IOException {
    full = true;
    output.close();
  }

  private synchronized void write(byte[] bytes, int length) throws IOException {
    if (full) {
      return;
    }
    int fits = (int) Math.min(length, mostBytes - written);
    output.write(bytes, 0, fits);
    written += fits;
    if (fits < length) {
      full = true;
      output.write(
          "%n[The programs printed more than %d kB: the rest was dropped.]%n"
              .formatted(mostBytes >> 10)
              .getBytes(StandardCharsets.UTF_8));
    }
  }
}
