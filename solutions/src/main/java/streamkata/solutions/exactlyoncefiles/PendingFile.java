package streamkata.solutions.exactlyoncefiles;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A file that is complete and still hidden: the committable of {@link HourlyFiles}.
 *
 * @param hour the folder that it is in
 * @param name unique among all files of all attempts and instances
 */
record PendingFile(String hour, String name) {

  /** Where it is before it is committed. */
  Path hidden(String directory) {
    return Path.of(directory, hour, "." + name);
  }

  /** Where it is afterwards. */
  Path visible(String directory) {
    return Path.of(directory, hour, name + ".csv");
  }

  /** Writes it into checkpoints. */
  static final class Serializer implements SimpleVersionedSerializer<PendingFile> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(PendingFile file) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeUTF(file.hour());
      out.writeUTF(file.name());
      return bytes.toByteArray();
    }

    @Override
    public PendingFile deserialize(int version, byte[] bytes) throws IOException {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      return new PendingFile(in.readUTF(), in.readUTF());
    }
  }
}
