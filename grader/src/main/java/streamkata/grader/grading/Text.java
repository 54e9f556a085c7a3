package streamkata.grader.grading;

/** What a program has said, made fit to be printed. */
final class Text {

  private Text() {}

  /** The same without characters that would move the cursor, change colours or hide text. */
  static String printable(String said) {
    return said.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]|\\p{Cf}", "?");
  }
}
