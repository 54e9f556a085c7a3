package streamkata.grader.classjob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The state of the enumerator.
 *
 * @param isListed whether it was found out which hand-ins there are
 * @param splits those that no reader has asked for yet
 */
record ToCome(boolean isListed, List<HandInSplit> splits) {

  static final class Serializer implements SimpleVersionedSerializer<ToCome> {

    private static final HandInSplit.Serializer SPLITS = new HandInSplit.Serializer();

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(ToCome toCome) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(1024);
      out.writeBoolean(toCome.isListed());
      out.writeInt(toCome.splits().size());
      for (HandInSplit split : toCome.splits()) {
        byte[] bytes = SPLITS.serialize(split);
        out.writeInt(bytes.length);
        out.write(bytes);
      }
      return out.getCopyOfBuffer();
    }

    @Override
    public ToCome deserialize(int version, byte[] bytes) throws IOException {
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      boolean isListed = in.readBoolean();
      List<HandInSplit> splits = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        byte[] split = new byte[in.readInt()];
        in.readFully(split);
        splits.add(SPLITS.deserialize(SPLITS.getVersion(), split));
      }
      return new ToCome(isListed, splits);
    }
  }
}
