package streamkata.grader.stage;

import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The split of a scripted source: a fixed share of the events, and how far it has been read.
 *
 * @param number less than {@link streamkata.grader.wire.Cue#LANES}
 * @param position how many cues have been read, counted from the beginning of the script
 */
record Lane(int number, int position) implements SourceSplit {

  @Override
  public String splitId() {
    return "lane-" + number;
  }

  static final class Serializer implements SimpleVersionedSerializer<Lane> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Lane lane) {
      return ByteBuffer.allocate(2 * Integer.BYTES)
          .putInt(lane.number)
          .putInt(lane.position)
          .array();
    }

    @Override
    public Lane deserialize(int version, byte[] bytes) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new Lane(buffer.getInt(), buffer.getInt());
    }
  }
}
