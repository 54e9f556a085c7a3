package streamkata.grader.picture;

/** The colours of pictures: dark on light paper, and light on dark paper. */
public enum Paint {
  /** What is drawn on. */
  PAPER("#ffffff", "#161b24"),
  /** Text and marks. */
  INK("#1c2430", "#e8ecf3"),
  /** Text that comes second. */
  FAINT("#566072", "#a4afc0"),
  /** Lines that only guide the eye. */
  GRID("#d9dee7", "#343d4d"),
  /** Behind what is stored. */
  STORED("#e3f0fb", "#1f3350"),
  /** Behind what is emitted. */
  EMITTED("#e2f5ee", "#12332b"),
  /** Checkpoints and their copies. */
  BLUE("#0b62a8", "#5db4f2"),
  /** Failures, and what is wrong. */
  RED("#a8320a", "#ffab78"),
  /** What is right. */
  GREEN("#0a6b4f", "#57d9b1");

  private final String light;
  private final String dark;

  Paint(String light, String dark) {
    this.light = light;
    this.dark = dark;
  }

  String fill() {
    return "class=\"f%d\" fill=\"%s\"".formatted(ordinal(), light);
  }

  String stroke() {
    return "class=\"s%d\" stroke=\"%s\"".formatted(ordinal(), light);
  }

  /** Rules for the fill and the stroke of this colour on dark paper. */
  String darkRules() {
    return ".f%1$d{fill:%2$s}.s%1$d{stroke:%2$s}".formatted(ordinal(), dark);
  }
}
