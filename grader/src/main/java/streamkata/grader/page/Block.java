package streamkata.grader.page;

/** A part of a {@link Section}. */
public sealed interface Block permits Paragraph, Preformatted, Table, Figure, Drawn {

  /**
   * The part as HTML.
   *
   * @return whole elements
   */
  String html();
}
