package streamkata.grader.watch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the graded programs print: kept from the screen, in a file that starts anew with each
 * grading. Of very much, only the beginning is kept.
 */
final class ProgramOutput extends OutputStream {

  private static final long MOST_BYTES = 1_000_000;

  private final Path file;
  private OutputStream out;
  private long written;

  /**
   * Begins an empty file.
   *
   * @param file the file; its folder exists
   */
  ProgramOutput(Path file) {
    this.file = file;
    startAnew();
  }

  /** Whatever this JVM prints goes here from now on. */
  void takeOver() {
    PrintStream printed = new PrintStream(this, true, StandardCharsets.UTF_8);
    System.setOut(printed);
    System.setErr(printed);
  }

  /** Forgets what was printed. */
  synchronized void startAnew() {
    try {
      if (out != null) {
        out.close();
      }
      out = Files.newOutputStream(file);
      written = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized boolean isEmpty() {
    return written == 0;
  }

  Path file() {
    return file;
  }

  @Override
  public synchronized void write(int singleByte) throws IOException {
    write(new byte[] {(byte) singleByte}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    int kept = (int) Math.min(length, MOST_BYTES - written);
    out.write(bytes, offset, kept);
    written += kept;
  }
}
