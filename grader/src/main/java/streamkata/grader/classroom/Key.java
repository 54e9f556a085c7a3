package streamkata.grader.classroom;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import streamkata.grader.kit.Lab;
import streamkata.grader.submission.LabContent;

/**
 * Names a result: the same key, the same result. It is the SHA-256 of all that a result depends on.
 */
final class Key {

  private final MessageDigest digest;

  private Key() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The key of a result.
   *
   * @param content what was handed in of the lab
   * @param lab the lab
   * @param kit the version of the kit
   * @param seed the seed of generated input
   * @return 64 hexadecimal digits
   */
  static String of(LabContent content, Lab lab, String kit, long seed) {
    Key key = new Key();
    key.add(lab.id());
    key.add(kit);
    key.add(Long.toString(seed));
    content
        .files()
        .forEach(
            (name, bytes) -> {
              key.add(name);
              key.add(bytes);
            });
    return HexFormat.of().formatHex(key.digest.digest());
  }

  private void add(String text) {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** With its length before it, so that nothing can move from one part to the next. */
  private void add(byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }
}
