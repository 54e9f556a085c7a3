package streamkata.grader.grading;

import streamkata.grader.kit.Text;

/**
 * One thing to know of a failed check.
 *
 * @param label what kind of thing it is, one or two words: {@code fed in}, {@code expected}
 * @param text one line or several
 */
public record Fact(String label, String text) {

  /** The label of what to look at. */
  public static final String LESSON = "look at";

  /** Whatever of a program is in the text, it is fit to be printed. */
  public Fact {
    text = Text.printable(text);
  }
}
