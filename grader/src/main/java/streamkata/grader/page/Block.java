package streamkata.grader.page;

/** A part of a {@link Section}. */
public sealed interface Block permits Paragraph, Preformatted, Table, Figure, Drawn, Grid, Folded {

  /**
   * The part as HTML.
   *
   * @return whole elements
   */
  String html();

  /**
   * What the browser has to run for it.
   *
   * @return a script, the same for all parts of the kind; empty for none
   */
  default String script() {
    return "";
  }
}
