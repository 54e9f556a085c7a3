package streamkata.grader.watch;

import java.io.PrintStream;
import java.util.function.Consumer;

/** Shows pages: on a terminal each in place of the last one, elsewhere one below the other. */
final class Screen implements Consumer<Page> {

  private static final String HOME = "\033[H";
  private static final String CLEAR_LINE = "\033[K";
  private static final String CLEAR_BELOW = "\033[J";
  private static final String CLEAR_ALL = "\033[2J";
  private static final String RESET = "\033[0m";

  private final PrintStream out;
  private final boolean inPlace;
  private final boolean colours;

  /**
   * Prepares to show pages.
   *
   * @param out where to
   * @param inPlace whether that is a terminal
   * @param colours whether it shall be in colours
   */
  Screen(PrintStream out, boolean inPlace, boolean colours) {
    this.out = out;
    this.inPlace = inPlace;
    this.colours = colours;
    if (inPlace) {
      out.print(CLEAR_ALL);
    }
  }

  @Override
  public void accept(Page page) {
    if (!inPlace && !page.lasting()) {
      return;
    }
    StringBuilder text = new StringBuilder(inPlace ? HOME : "");
    for (Page.Line line : page.lines()) {
      text.append(coloured(line)).append(inPlace ? CLEAR_LINE : "").append(System.lineSeparator());
    }
    text.append(inPlace ? CLEAR_BELOW : System.lineSeparator());
    out.print(text);
    out.flush();
  }

  private String coloured(Page.Line line) {
    String code =
        switch (line.tone()) {
          case PLAIN -> "";
          case STRONG -> "\033[1m";
          case GOOD -> "\033[32m";
          case BAD -> "\033[1;31m";
          case QUIET -> "\033[2m";
        };
    return !colours || code.isEmpty() ? line.text() : code + line.text() + RESET;
  }
}
