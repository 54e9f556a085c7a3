package streamkata.grader.kit;

/** What a program has said, or what a stranger has called a file, made fit to be printed. */
public final class Text {

  private static final int MOST_CHARACTERS = 4_000;
  private static final int MOST_LINES = 60;

  private Text() {}

  /**
   * The same without characters that would move the cursor, change colours or hide text.
   *
   * @param said any text
   * @return its lines, with tabs, and with a question mark for all else that is not seen
   */
  public static String printable(String said) {
    return said.replace("\r\n", "\n").replaceAll("[\\p{C}\\p{Zl}\\p{Zp}&&[^\n\t]]", "?");
  }

  /**
   * The same, with a mark before each further line, so that it cannot look like a line of ours.
   *
   * @param said any text
   * @return the beginning of it, printable
   */
  public static String quoted(String said) {
    String beginning =
        said.length() > MOST_CHARACTERS ? said.substring(0, MOST_CHARACTERS) + " ..." : said;
    String[] lines = printable(beginning).split("\n", MOST_LINES + 1);
    if (lines.length > MOST_LINES) {
      lines[MOST_LINES] = "...";
    }
    return String.join("\n| ", lines);
  }
}
