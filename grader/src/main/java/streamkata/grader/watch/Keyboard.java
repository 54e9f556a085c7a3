package streamkata.grader.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads keys. */
final class Keyboard {

  private static final char ESCAPE = 27;

  private Keyboard() {}

  /**
   * Reads in a thread of its own until the input ends.
   *
   * @param in what is typed
   * @param singleKeys whether each key counts by itself; otherwise the first one of each line does
   * @param pressed is told each key
   * @param ended is told that no more will come
   */
  static void read(
      InputStream in, boolean singleKeys, Consumer<Character> pressed, Runnable ended) {
    Thread thread =
        new Thread(
            () -> {
              try {
                if (singleKeys) {
                  readKeys(in, pressed);
                } else {
                  readLines(in, pressed);
                }
              } catch (IOException | UncheckedIOException e) {
                // No more can be read: as at the end.
              }
              ended.run();
            },
            "kata-keyboard");
    thread.setDaemon(true);
    thread.start();
  }

  private static void readKeys(InputStream in, Consumer<Character> pressed) throws IOException {
    byte[] typed = new byte[64];
    for (int length = in.read(typed); length >= 0; length = in.read(typed)) {
      // An arrow or a function key comes as several characters at once, of which none is meant.
      for (int i = 0; i < length && typed[0] != ESCAPE; i++) {
        pressed.accept((char) typed[i]);
      }
    }
  }

  private static void readLines(InputStream in, Consumer<Character> pressed) {
    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> pressed.accept(line.charAt(0)));
  }
}
