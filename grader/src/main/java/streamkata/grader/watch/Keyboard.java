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
    boolean isArrow = false;
    for (int key = in.read(); key >= 0; key = in.read()) {
      // An arrow or a function key comes as several characters, of which none is meant.
      if (key == ESCAPE) {
        isArrow = true;
      } else if (!isArrow) {
        pressed.accept((char) key);
      } else if (key != '[' && key != 'O' && !Character.isDigit(key) && key != ';') {
        isArrow = false;
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
