package streamkata.grader.classjob;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * One hand-in: the split of the source.
 *
 * @param number of the hand-in, counted from 0
 * @param name of the hand-in
 * @param labs what is to be graded of it: the ids of labs; none, if others have handed in the same
 */
record HandInSplit(int number, String name, List<String> labs) implements SourceSplit {

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
      out.writeUTF(String.join(" ", split.labs()));
      return out.getCopyOfBuffer();
    }

    @Override
    public HandInSplit deserialize(int version, byte[] bytes) throws IOException {
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      return new HandInSplit(in.readInt(), in.readUTF(), labs(in.readUTF()));
    }

    private static List<String> labs(String text) {
      return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
  }
}
