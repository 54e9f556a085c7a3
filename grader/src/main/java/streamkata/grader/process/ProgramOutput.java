package streamkata.grader.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The file that takes what graded programs print, the first 4 MB of it. What comes after that is
 * dropped, so that no program waits for it to be written.
 */
public final class ProgramOutput extends OutputStream {

  private static final int MOST_BYTES = 4 << 20;
  private static final byte DELETE = 127;
  private static final long PATIENCE_MILLIS = 2_000;

  private final Path file;
  private OutputStream out;
  private int written;
  private boolean full;

  /**
   * Begins an empty file.
   *
   * @param file the file; its folder exists
   * @throws IOException if it cannot be written
   */
  public ProgramOutput(Path file) throws IOException {
    this.file = file;
    this.out = Files.newOutputStream(file);
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** Whether nothing was printed. */
  public synchronized boolean isEmpty() {
    return written == 0;
  }

  /** Forgets what was printed. */
  public synchronized void startAnew() {
    try {
      out.close();
      out = Files.newOutputStream(file);
      written = 0;
      full = false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whatever this JVM prints goes here from now on. */
  public void takeOver() {
    PrintStream printed = new PrintStream(this, true, StandardCharsets.UTF_8);
    System.setOut(printed);
    System.setErr(printed);
  }

  /** Reads the output of a process to its end, in a thread of its own. */
  Thread read(InputStream printed) {
    Thread reader =
        new Thread(
            () -> {
              try {
                printed.transferTo(this);
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
  public synchronized void write(int singleByte) throws IOException {
    write(new byte[] {(byte) singleByte}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (full) {
      return;
    }
    int fits = Math.min(length, MOST_BYTES - written);
    out.write(printable(bytes, offset, fits));
    written += fits;
    if (fits < length) {
      full = true;
      out.write(
          "%n[The programs printed more than %d kB: the rest was dropped.]%n"
              .formatted(MOST_BYTES >> 10)
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Without what would move the cursor or change colours where somebody reads the file. */
  private static byte[] printable(byte[] bytes, int offset, int length) {
    byte[] printable = Arrays.copyOfRange(bytes, offset, offset + length);
    for (int i = 0; i < length; i++) {
      boolean isControl = printable[i] >= 0 && printable[i] < ' ' || printable[i] == DELETE;
      if (isControl && printable[i] != '\n' && printable[i] != '\t' && printable[i] != '\r') {
        printable[i] = '?';
      }
    }
    return printable;
  }

  /** Lets go of the file; what is printed from now on is dropped. */
  @Override
  public synchronized void close() throws IOException {
    full = true;
    out.close();
  }
}
