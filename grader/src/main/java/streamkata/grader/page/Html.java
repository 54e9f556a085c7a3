package streamkata.grader.page;

/** Plain text as HTML. */
final class Html {

  private Html() {}

  /** Text that says the same as an element's content and as a quoted attribute. */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
