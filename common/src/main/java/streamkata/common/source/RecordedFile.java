package streamkata.common.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A text file, plain or gzipped; which of the two is told by its first bytes. */
record RecordedFile(Path path) {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int GZIP_MAGIC = 0x1f8b;

  /** What files of other kinds begin with. */
  private static final Map<String, String> OTHER_KINDS =
      Map.of(
          "PK\3\4", "a zip file",
          "PAR1", "a Parquet file",
          "BZh", "a bzip2 file",
          "{", "JSON",
          "<", "XML or HTML");

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
    if (problem == null) {
      problem = otherKind();
    }
    if (problem != null) {
      throw new IllegalArgumentException(
          "The file %s %s.".formatted(path.toAbsolutePath(), problem));
    }
  }

  /** What is wrong with the file, if its beginning shows that it has no CSV; otherwise null. */
  private String otherKind() {
    String line;
    try (LineReader lines = lines()) {
      line = lines.next();
    } catch (IOException e) {
      // Opening it to read it says why.
      return null;
    }
    if (line == null) {
      return "is empty; it must have a line for each event";
    }
    for (Map.Entry<String, String> kind : OTHER_KINDS.entrySet()) {
      if (line.startsWith(kind.getKey())) {
        return "is %s, not CSV: lines of values with commas between them, plain or gzipped"
            .formatted(kind.getValue());
      }
    }
    if (line.indexOf('\0') >= 0) {
      return "holds bytes that are no text: it must be CSV, plain or gzipped, in UTF-8";
    }
    for (char separator : new char[] {';', '\t'}) {
      if (line.indexOf(',') < 0 && line.indexOf(separator) >= 0) {
        return "has %s between its values; there must be commas"
            .formatted(separator == ';' ? "semicolons" : "tabs");
      }
    }
    return null;
  }

  /** Opens the file for reading, line by line, as plain text. */
  LineReader open() throws IOException {
    check();
    return lines();
  }

  private LineReader lines() throws IOException {
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
