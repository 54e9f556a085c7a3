package streamkata.grader.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * What goes through a pipe at once: on which channel, and the bytes of a message.
 *
 * @param channel a number that the referee has chosen; a request and its reply have the same
 * @param message the bytes of a {@link Request} or a {@link Reply}
 */
public record Frame(int channel, byte[] message) {

  /** The longest message, in bytes. */
  public static final int LONGEST = 64 << 20;

  /**
   * Reads the next frame.
   *
   * @param in where from
   * @return the frame
   * @throws EOFException if there is no more
   * @throws IOException if it cannot be read, or is longer than a frame can be
   */
  public static Frame read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("A frame cannot have %d bytes.".formatted(length));
    }
    int channel = in.readInt();
    byte[] message = in.readNBytes(length);
    if (message.length < length) {
      throw new EOFException();
    }
    return new Frame(channel, message);
  }

  /**
   * Writes this frame.
   *
   * @param out where to
   * @throws IOException if it cannot be written
   */
  public void write(DataOutputStream out) throws IOException {
    out.writeInt(message.length);
    out.writeInt(channel);
    out.write(message);
    out.flush();
  }
}
