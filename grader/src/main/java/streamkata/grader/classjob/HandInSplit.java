package streamkata.grader.classjob;

import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * One hand-in: the split of the source.
 *
 * @param number of the hand-in, counted from 0
 * @param name of the hand-in
 */
record HandInSplit(int number, String name) implements SourceSplit {

  @Override
  public String splitId() {
    return "hand-in-" + number;
  }

  static final class Serializer implements SimpleVersionedSerializer<HandInSplit> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(HandInSplit split) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(64);
      out.writeInt(split.number());
      out.writeUTF(split.name());
      return out.getCopyOfBuffer();
    }

    @Override
    public HandInSplit deserialize(int version, byte[] bytes) throws IOException {
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      return new HandInSplit(in.readInt(), in.readUTF());
    }
  }
}
