package streamkata.grader.picture;

import java.util.List;

/**
 * One thing in a lane.
 *
 * @param lines what is written in it, short
 * @param shape tells kinds of things apart without colours
 * @param mark what has become of it
 */
public record Box(List<String> lines, Shape shape, Mark mark) {

  /** Copies the list. */
  public Box {
    lines = List.copyOf(lines);
  }

  /** What it is. */
  public enum Shape {
    /** A START: square corners. */
    START,
    /** An END: round ends. */
    END,
    /** A fare: a double border. */
    FARE,
    /** Something in state. */
    STORED,
    /** A result. */
    RESULT
  }

  /** What is special about it. */
  public enum Mark {
    /** Nothing. */
    NONE,
    /** It arrives a second time: hatched. */
    AGAIN,
    /** It was emitted, and a failure has undone that: struck through. */
    UNDONE,
    /** It should not be there. */
    WRONG,
    /** It should be there. */
    MISSING
  }

  /** A box in which nothing is special. */
  static Box of(Shape shape, String... lines) {
    return new Box(List.of(lines), shape, Mark.NONE);
  }

  Box marked(Mark other) {
    return new Box(lines, shape, other);
  }

  /** The same in one line. */
  String text() {
    String text = String.join(" ", lines);
    return switch (mark) {
      case NONE -> text;
      case AGAIN -> text + " again";
      case UNDONE -> text + " (undone)";
      case WRONG -> text + " (wrong)";
      case MISSING -> text + " (missing)";
    };
  }
}
