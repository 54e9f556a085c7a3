package streamkata.common.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A text file, plain or gzipped; which of the two is told by its first bytes. */
record RecordedFile(Path path) {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int GZIP_MAGIC = 0x1f8b;

  /**
   * Sees to it that there is a file to read.
   *
   * @throws IllegalArgumentException if it is missing, is a directory or must not be read
   */
  void check() {
    String problem = null;
    if (Files.notExists(path)) {
      problem = "does not exist";
    } else if (Files.isDirectory(path)) {
      problem = "is a directory, not a file";
    } else if (!Files.isReadable(path)) {
      problem = "cannot be read: permission denied";
    }
    if (problem != null) {
      throw new IllegalArgumentException(
          "The file %s %s.".formatted(path.toAbsolutePath(), problem));
    }
  }

  /** Opens the file for reading, line by line, as plain text. */
  LineReader open() throws IOException {
    check();
    InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
    try {
      InputStream plain = isGzip(raw) ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
      return new LineReader(plain);
    } catch (IOException e) {
      raw.close();
      throw new IOException("The file %s cannot be read: %s.".formatted(path, e.getMessage()));
    }
  }

  private boolean isGzip(InputStream in) throws IOException {
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    boolean isEmpty = magic == -1;
    if (magic != GZIP_MAGIC && !isEmpty && hasGzipName()) {
      throw new IOException("it is named .gz but is not gzipped");
    }
    return magic == GZIP_MAGIC;
  }

  private boolean hasGzipName() {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }
}
