package streamkata.grader.classroom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What there is to grade of a hand-in, on its way to another process.
 *
 * @param handIn whose it is, and among others of the same name which
 * @param keys of the results, by lab
 * @param contents the files that count, by lab and then by path
 */
public record Work(
    String handIn, Map<String, String> keys, Map<String, Map<String, byte[]>> contents) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The same without some of its labs.
   *
   * @param labs the ids of those that stay
   */
  public Work of(Collection<String> labs) {
    Map<String, String> someKeys = new LinkedHashMap<>(keys);
    Map<String, Map<String, byte[]>> someContents = new LinkedHashMap<>(contents);
    someKeys.keySet().retainAll(labs);
    someContents.keySet().retainAll(labs);
    return new Work(handIn, someKeys, someContents);
  }

  /** As bytes. */
  public byte[] toBytes() {
    try {
      return JSON.writeValueAsBytes(Map.of("handIn", handIn, "keys", keys, "contents", contents));
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
