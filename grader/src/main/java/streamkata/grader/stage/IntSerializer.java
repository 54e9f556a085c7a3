package streamkata.grader.stage;

import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Four bytes for a number. */
final class IntSerializer implements SimpleVersionedSerializer<Integer> {

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(Integer value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  @Override
  public Integer deserialize(int version, byte[] bytes) {
    return ByteBuffer.wrap(bytes).getInt();
  }
}
