package streamkata.common.source;

import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes {@link SplitAtHand} as its split; as nothing if there is none. */
final class SplitAtHandSerializer implements SimpleVersionedSerializer<SplitAtHand> {

  private final StreamSplitSerializer splits = new StreamSplitSerializer();

  @Override
  public int getVersion() {
    return splits.getVersion();
  }

  @Override
  public byte[] serialize(SplitAtHand atHand) {
    return atHand.split().map(splits::serialize).orElse(new byte[0]);
  }

  @Override
  public SplitAtHand deserialize(int version, byte[] serialized) throws IOException {
    return new SplitAtHand(
        serialized.length == 0
            ? Optional.empty()
            : Optional.of(splits.deserialize(version, serialized)));
  }
}
