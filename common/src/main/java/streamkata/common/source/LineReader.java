package streamkata.common.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Splits a stream of bytes into lines of UTF-8 text, without copying them more than once. */
final class LineReader implements Closeable {

  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** The next line, without its end (LF or CR LF), or null if there is none. */
  String next() throws IOException {
    int i = from;
    while (true) {
      for (; i < to; i++) {
        if (buffer[i] == '\n') {
          int start = from;
          from = i + 1;
          return line(start, i);
        }
      }
      i -= from;
      if (!readMore()) {
        return from == to ? null : rest();
      }
    }
  }

  private boolean readMore() throws IOException {
    byte[] target = from == 0 && to == buffer.length ? new byte[2 * to] : buffer;
    System.arraycopy(buffer, from, target, 0, to - from);
    buffer = target;
    to -= from;
    from = 0;
    int count = in.read(buffer, to, buffer.length - to);
    to += Math.max(0, count);
    return count >= 0;
  }

  private String rest() {
    int start = from;
    from = to;
    return line(start, to);
  }

  private String line(int start, int end) {
    boolean hasReturn = end > start && buffer[end - 1] == '\r';
    return new String(buffer, start, end - start - (hasReturn ? 1 : 0), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
