package streamkata.grader.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The terminal that this process was started from. Where there is {@code stty}, a key is read when
 * it is pressed; elsewhere it needs Enter as well. How the terminal was before is restored when it
 * is closed, at the latest when the JVM ends.
 */
final class Terminal implements AutoCloseable {

  private final Optional<String> before;
  private final boolean shows;
  private final Thread hook = new Thread(this::restore);

  private Terminal(Optional<String> before, boolean shows) {
    this.before = before;
    this.shows = shows;
  }

  /** Takes the terminal over, if there is one. */
  static Terminal open() {
    boolean shows =
        succeeds("sh", "-c", "true") ? succeeds("test", "-t", "1") : System.console() != null;
    Terminal terminal = new Terminal(output("stty", "-g"), shows);
    if (terminal.hasSingleKeys()) {
      Runtime.getRuntime().addShutdownHook(terminal.hook);
      succeeds("stty", "-icanon", "-echo", "min", "1");
    }
    return terminal;
  }

  /** Whether what is printed can be painted over. */
  boolean shows() {
    return shows;
  }

  /** Whether keys arrive without Enter. */
  boolean hasSingleKeys() {
    return before.isPresent();
  }

  @Override
  public void close() {
    if (before.isPresent()) {
      restore();
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private void restore() {
    before.ifPresent(settings -> succeeds("stty", settings));
  }

  private static boolean succeeds(String... command) {
    try {
      return onThisTerminal(command)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<String> output(String... command) {
    try {
      Process process = onThisTerminal(command).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static ProcessBuilder onThisTerminal(String... command) {
    return new ProcessBuilder(command)
        .redirectInput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.DISCARD);
  }
}
