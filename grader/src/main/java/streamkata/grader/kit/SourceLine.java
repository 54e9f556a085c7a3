package streamkata.grader.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the source of a lab.
 *
 * @param file the source file
 * @param line counted from 1
 */
public record SourceLine(Path file, int line) {

  /**
   * The first place of a lab's class that is still to be written, or else its declaration.
   *
   * @param selection whose class
   * @return the place; empty if it is a submission's, or there is no such file
   */
  public static Optional<SourceLine> of(Selection selection, Lab lab) {
    if (selection.submission().isPresent()) {
      return Optional.empty();
    }
    Path file = selection.kit().source(selection.implementation(), lab);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(file);
      int todo = indexOf(lines, "new MissingSolutionException(");
      int declaration = indexOf(lines, "class " + lab.className());
      return Optional.of(new SourceLine(file, 1 + Math.max(0, todo >= 0 ? todo : declaration)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The place as terminals and IDEs make it a link.
   *
   * @param kit in whose folder a reader is taken to be
   * @return {@code FILE:LINE}, as short as it can be said
   */
  public String relativeTo(Kit kit) {
    return kit.relative(file) + ":" + line;
  }

  /**
   * Prefers the place that a failure names.
   *
   * @param failure text that may name a frame of the stack in the same file
   * @return the line of that frame, or else this place
   */
  public SourceLine orWhere(String failure) {
    Matcher frame =
        Pattern.compile("\\(" + Pattern.quote(file.getFileName().toString()) + ":(\\d{1,6})\\)")
            .matcher(failure);
    return frame.find() ? new SourceLine(file, Integer.parseInt(frame.group(1))) : this;
  }

  private static int indexOf(List<String> lines, String text) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i;
      }
    }
    return -1;
  }
}
