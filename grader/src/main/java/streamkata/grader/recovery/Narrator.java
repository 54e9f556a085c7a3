package streamkata.grader.recovery;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells what happens while it happens: a line for each step, and between them how it goes on. */
public final class Narrator {

  private static final String ERASE_LINE = "\r\u001B[K";

  private final PrintWriter out;
  private final boolean isTerminal;
  private final long beganAt = System.nanoTime();

  /**
   * A narrator.
   *
   * @param out where it tells
   * @param isTerminal whether a line there can be overwritten; if not, only steps are told
   */
  public Narrator(PrintWriter out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  /** Announces a part of the experiment. */
  void part(String title) {
    print("%n %s%n".formatted(title));
  }

  /** Tells a step that has happened. */
  void step(String text, Object... values) {
    double seconds = (System.nanoTime() - beganAt) / 1e9;
    print(
        String.format(
            Locale.ROOT, " %6.1f s  %s%n", seconds, String.format(Locale.ROOT, text, values)));
  }

  /** Shows how it goes on, until the next step or the next progress takes its place. */
  void progress(String text) {
    if (isTerminal) {
      print("           " + text);
    }
  }

  private void print(String text) {
    out.print(isTerminal ? ERASE_LINE + text : text);
    out.flush();
  }
}
