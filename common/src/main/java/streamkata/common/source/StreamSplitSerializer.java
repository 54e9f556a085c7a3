package streamkata.common.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes a {@link StreamSplit} as the five numbers of its position. */
final class StreamSplitSerializer implements SimpleVersionedSerializer<StreamSplit> {

  private static final int VERSION = 1;
  private static final int LENGTH = 5 * Long.BYTES;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(StreamSplit split) {
    StreamPosition position = split.position();
    return ByteBuffer.allocate(LENGTH)
        .putLong(position.emitted())
        .putLong(position.lastArrival())
        .putLong(position.lastNumber())
        .putLong(position.resumeNumber())
        .putLong(position.resumeTime())
        .array();
  }

  @Override
  public StreamSplit deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION || serialized.length != LENGTH) {
      throw new IOException(
          "The position of the taxi stream cannot be restored: it was written by another version"
              + " (%d, %d bytes) of Streamkata.".formatted(version, serialized.length));
    }
    ByteBuffer bytes = ByteBuffer.wrap(serialized);
    return new StreamSplit(
        new StreamPosition(
            bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong()));
  }
}
