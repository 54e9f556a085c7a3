package streamkata.grader.classroom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;

/**
 * What there is to grade of a hand-in, on its way to another process.
 *
 * @param handIn whose it is, and among others of the same name which
 * @param key names all of it: the same key, the same results; empty if there is nothing to grade
 * @param keys of the results, by lab
 * @param contents the files that count, by lab and then by path
 */
public record Work(
    String handIn,
    String key,
    Map<String, String> keys,
    Map<String, Map<String, byte[]>> contents) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether there is nothing to grade. */
  public boolean isEmpty() {
    return contents.isEmpty();
  }

  /** As bytes. */
  public byte[] toBytes() {
    try {
      return JSON.writeValueAsBytes(
          Map.of("handIn", handIn, "key", key, "keys", keys, "contents", contents));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads what {@link #toBytes} gave.
   *
   * @throws IOException if it is something else
   */
  public static Work of(byte[] bytes) throws IOException {
    return JSON.readValue(bytes, Work.class);
  }
}
