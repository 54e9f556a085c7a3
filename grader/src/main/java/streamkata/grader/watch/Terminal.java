package streamkata.grader.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import streamkata.grader.kit.Kit;

/**
 * The terminal that this process was started from, or what is in its place: a pipe or a file. How a
 * terminal was before is restored when it is closed, at the latest when the JVM ends.
 */
final class Terminal implements AutoCloseable {

  private static final Size UNKNOWN = new Size(Integer.MAX_VALUE, Integer.MAX_VALUE);

  private final org.jline.terminal.Terminal terminal;
  private final Attributes before;
  private final Thread hook = new Thread(this::restore);

  /**
   * How much can be seen.
   *
   * @param columns how many characters a line has
   * @param rows how many lines there are
   */
  record Size(int columns, int rows) {}

  private Terminal(org.jline.terminal.Terminal terminal) {
    this.terminal = terminal;
    this.before = terminal.getAttributes();
  }

  /** The terminal as it is, if there is one. */
  private static org.jline.terminal.Terminal found() throws IOException {
    return TerminalBuilder.builder()
        .system(true)
        .dumb(true)
        .exec(!Kit.isWindows())
        .jni(Kit.isWindows())
        .jna(false)
        .jansi(false)
        .build();
  }

  /** How many characters a line has at the moment; empty where there is no terminal. */
  static OptionalInt columns() {
    try (org.jline.terminal.Terminal found = found()) {
      Size size = new Terminal(found).size();
      return size.equals(UNKNOWN) ? OptionalInt.empty() : OptionalInt.of(size.columns());
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }

  /** Takes the terminal over, if there is one. */
  static Terminal open() throws IOException {
    Terminal opened = new Terminal(found());
    if (opened.isReal()) {
      Runtime.getRuntime().addShutdownHook(opened.hook);
      Attributes single = new Attributes(opened.before);
      single.setLocalFlag(Attributes.LocalFlag.ICANON, false);
      single.setLocalFlag(Attributes.LocalFlag.ECHO, false);
      single.setControlChar(Attributes.ControlChar.VMIN, 1);
      single.setControlChar(Attributes.ControlChar.VTIME, 0);
      opened.terminal.setAttributes(single);
    }
    return opened;
  }

  /** Whether keys arrive without Enter, and what is printed can be painted over. */
  boolean isReal() {
    return !terminal.getType().startsWith(org.jline.terminal.Terminal.TYPE_DUMB);
  }

  /**
   * What there is to see at the moment; where that is no terminal, everything. On Unix another
   * process is asked, which takes its time.
   */
  Size size() {
    if (!isReal()) {
      return UNKNOWN;
    }
    org.jline.terminal.Size size = terminal.getSize();
    return size.getColumns() > 0 && size.getRows() > 0
        ? new Size(size.getColumns(), size.getRows())
        : UNKNOWN;
  }

  /** Calls when the size has changed. */
  void onResize(Runnable resized) {
    terminal.handle(Signal.WINCH, signal -> resized.run());
  }

  /** Reads keys in a thread of its own. */
  void read(InputStream otherwise, Consumer<Character> pressed, Runnable ended) {
    Keyboard.read(isReal() ? terminal.input() : otherwise, isReal(), pressed, ended);
  }

  /** Where to print. */
  PrintStream out(PrintStream otherwise) {
    return isReal() ? new PrintStream(terminal.output(), true, terminal.encoding()) : otherwise;
  }

  @Override
  public void close() throws IOException {
    if (isReal()) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
    restore();
    terminal.close();
  }

  private void restore() {
    terminal.setAttributes(before);
  }
}
